package parley.persistence.codec;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Gives the journal and the snapshot store the stored form of events and states. */
public final class StoredSerializer extends SerializerWithStringManifest {

    /** Stands beside every stored event, so it is for ever. */
    public static final int IDENTIFIER = 7100;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object thing) {
        return StoredFormat.name(thing);
    }

    @Override
    public byte[] toBinary(Object thing) {
        return StoredFormat.write(thing);
    }

    @Override
    public Object fromBinary(byte[] form, String manifest) throws NotSerializableException {
        try {
            return StoredFormat.read(manifest, form);
        } catch (UncheckedIOException failure) {
            var unreadable = new NotSerializableException(manifest + " cannot be read: " + failure.getMessage());
            unreadable.initCause(failure);
            throw unreadable;
        }
    }
}
