package parley.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The stored form of records around a single value: the value. */
final class Scalars {

    private Scalars() {}

    static final class TextWriter<T> extends StdScalarSerializer<T> {

        private final transient Function<T, String> value;

        TextWriter(Class<T> type, Function<T, String> value) {
            super(type);
            this.value = value;
        }

        @Override
        public void serialize(T thing, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value.apply(thing));
        }
    }

    static final class TextReader<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> of;

        TextReader(Class<T> type, Function<String, T> of) {
            super(type);
            this.of = of;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return of.apply(from.getText());
        }
    }

    static final class KeyWriter<T> extends StdSerializer<T> {

        private final transient Function<T, String> value;

        KeyWriter(Class<T> type, Function<T, String> value) {
            super(type);
            this.value = value;
        }

        @Override
        public void serialize(T thing, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeFieldName(value.apply(thing));
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

    static final class NumberWriter<T> extends StdScalarSerializer<T> {

        private final transient ToLongFunction<T> value;

        NumberWriter(Class<T> type, ToLongFunction<T> value) {
            super(type);
            this.value = value;
        }

        @Override
        public void serialize(T thing, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeNumber(value.applyAsLong(thing));
        }
    }

    static final class NumberReader<T> extends StdScalarDeserializer<T> {

        private final transient LongFunction<T> of;

        NumberReader(Class<T> type, LongFunction<T> of) {
            super(type);
            this.of = of;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return of.apply(from.getLongValue());
        }
    }
}
