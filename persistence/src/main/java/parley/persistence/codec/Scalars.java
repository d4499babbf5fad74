package parley.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.function.Function;

/** The stored form of records around a single value: the value. */
final class Scalars {

    private Scalars() {}

    /** Writes the value of a thing. */
    @FunctionalInterface
    interface Writing<T> {
        void write(JsonGenerator to, T thing) throws IOException;
    }

    /** Makes a thing of the value that is read. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser from) throws IOException;
    }

    static final class Writer<T> extends StdScalarSerializer<T> {

        private final transient Writing<T> writing;

        Writer(Class<T> type, Writing<T> writing) {
            super(type);
            this.writing = writing;
        }

        @Override
        public void serialize(T thing, JsonGenerator to, SerializerProvider provider) throws IOException {
            writing.write(to, thing);
        }
    }

    static final class Reader<T> extends StdScalarDeserializer<T> {

        private final transient Reading<T> reading;

        Reader(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return reading.read(from);
        }
    }

    static final class KeyReader extends KeyDeserializer {

        private final Function<String, ?> of;

        KeyReader(Function<String, ?> of) {
            this.of = of;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return of.apply(key);
        }
    }
}
