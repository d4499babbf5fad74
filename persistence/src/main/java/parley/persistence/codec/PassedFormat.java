package parley.persistence.codec;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.agent.run.RunCommand;
import parley.agent.run.RunReply;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerReply;
import parley.space.SpaceCommand;
import parley.space.SpaceReply;
import parley.space.actor.HubNews;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderReply;

/**
 * The form of what nodes pass to each other: that of the store for what is stored, and the same for commands, replies
 * and news, which are named by their sealed type and their own: {@code SpaceCommand.Post}. Nodes of two versions may
 * talk to each other for as long as an update takes, so fields are added as they are to what is stored.
 */
final class PassedFormat {

    private static final List<Class<?>> SEALED = List.of(
            SpaceCommand.class,
            SpaceReply.class,
            ReaderCommand.class,
            ReaderReply.class,
            RunCommand.class,
            RunReply.class,
            LedgerCommand.class,
            LedgerReply.class,
            HubNews.class);

    private static final Map<String, Class<?>> TYPES = new HashMap<>();
    private static final Map<Class<?>, ObjectWriter> WRITERS = new HashMap<>();
    private static final Map<String, ObjectReader> READERS = new HashMap<>();

    static {
        for (var sealed : SEALED) {
            for (var type : sealed.getPermittedSubclasses()) {
                TYPES.put(name(type), type);
                WRITERS.put(type, StoredFormat.cbor().writerFor(type));
                READERS.put(name(type), StoredFormat.cbor().readerFor(type));
            }
        }
    }

    private PassedFormat() {}

    /**
     * A thing on its way.
     *
     * @param name of its type
     */
    record Parcel(String name, ByteBuffer form) {}

    /** The commands and replies there are, by name. */
    static Map<String, Class<?>> types() {
        return Map.copyOf(TYPES);
    }

    static Parcel pack(Object thing) {
        var writer = WRITERS.get(thing.getClass());
        if (writer == null) {
            return new Parcel(StoredFormat.name(thing), ByteBuffer.wrap(StoredFormat.write(thing)));
        }
        try {
            return new Parcel(name(thing.getClass()), ByteBuffer.wrap(writer.writeValueAsBytes(thing)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Object unpack(Parcel parcel) {
        var form = new byte[parcel.form().remaining()];
        parcel.form().get(form);
        var reader = READERS.get(parcel.name());
        if (reader == null) {
            return StoredFormat.read(parcel.name(), form);
        }
        try {
            return reader.readValue(form);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Class<?> type) {
        return type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName();
    }
}
