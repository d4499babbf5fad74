package parley.persistence.codec;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import parley.persistence.codec.PassedFormat.Parcel;

/** Gives the cluster the form of what hubs tell each other. */
public final class NewsSerializer extends SerializerWithStringManifest {

    static final int IDENTIFIER = 7102;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object news) {
        return PassedFormat.name(news.getClass());
    }

    @Override
    public byte[] toBinary(Object news) {
        return PassedFormat.pack(news).form().array();
    }

    @Override
    public Object fromBinary(byte[] form, String manifest) throws NotSerializableException {
        try {
            return PassedFormat.unpack(new Parcel(manifest, ByteBuffer.wrap(form)));
        } catch (UncheckedIOException failure) {
            var unreadable = new NotSerializableException(manifest + " cannot be read: " + failure.getMessage());
            unreadable.initCause(failure);
            throw unreadable;
        }
    }
}
