package parley.persistence.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.space.Message;

/**
 * How stored things are written: CBOR, a field for each component of the record, absent where it is null. Fields that
 * are not known are skipped, so that fields can be added.
 */
public final class StoredFormat {

    private static final List<Vocabulary> VOCABULARIES = List.of(
            SpaceVocabulary.EVENTS,
            SpaceVocabulary.STATE,
            ReaderVocabulary.EVENTS,
            ReaderVocabulary.STATE,
            RunVocabulary.EVENTS,
            RunVocabulary.STATE,
            LedgerVocabulary.EVENTS,
            LedgerVocabulary.STATE);

    private static final CBORMapper CBOR = configured(CBORMapper.builder());
    private static final JsonMapper JSON = configured(JsonMapper.builder());

    private static final ObjectWriter MESSAGE_WRITER = CBOR.writerFor(Message.class);
    private static final ObjectReader MESSAGE_READER = CBOR.readerFor(Message.class);

    private static final Map<String, Class<?>> TYPES = new HashMap<>();
    private static final Map<Class<?>, String> NAMES = new HashMap<>();
    private static final Map<Class<?>, ObjectWriter> WRITERS = new HashMap<>();
    private static final Map<String, ObjectReader> READERS = new HashMap<>();

    static {
        for (var vocabulary : VOCABULARIES) {
            vocabulary.types().forEach((name, type) -> {
                TYPES.put(name, type);
                NAMES.put(type, name);
                WRITERS.put(type, CBOR.writerFor(type));
                READERS.put(name, CBOR.readerFor(type));
            });
        }
    }

    private StoredFormat() {}

    private static <M extends ObjectMapper> M configured(MapperBuilder<M, ?> builder) {
        return builder.addModule(new JavaTimeModule())
                .addModule(new DomainModule())
                .addModule(new CollectionsModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .build();
    }

    /** Every stored name, with what it stands for now. */
    public static Map<String, Class<?>> types() {
        return Map.copyOf(TYPES);
    }

    /** The same form as text, for what people read in the database. */
    public static JsonMapper json() {
        return JSON;
    }

    static CBORMapper cbor() {
        return CBOR;
    }

    /** The form of a message in a table; without a name, as the table can be made again from the journal. */
    public static byte[] message(Message message) {
        try {
            return MESSAGE_WRITER.writeValueAsBytes(message);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The message in a table. */
    public static Message message(byte[] form) {
        try {
            return MESSAGE_READER.readValue(form);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The stored name of a thing's type. */
    public static String name(Object thing) {
        var name = NAMES.get(thing.getClass());
        if (name == null) {
            throw new IllegalArgumentException(thing.getClass() + " has no stored name");
        }
        return name;
    }

    /** The stored form of a thing that has a stored name. */
    public static byte[] write(Object thing) {
        var writer = WRITERS.get(thing.getClass());
        if (writer == null) {
            throw new IllegalArgumentException(thing.getClass() + " has no stored name");
        }
        try {
            return writer.writeValueAsBytes(thing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The thing stored under a name; throws {@link UncheckedIOException} where the name is not known or the form is
     * damaged.
     */
    public static Object read(String name, byte[] form) {
        var reader = READERS.get(name);
        if (reader == null) {
            throw new UncheckedIOException(
                    new IOException("stored by another version of the program: " + name + " is not known"));
        }
        try {
            @Nullable Object thing = reader.readValue(form);
            if (thing == null) {
                throw new UncheckedIOException(new IOException(name + " is stored as nothing"));
            }
            return thing;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
