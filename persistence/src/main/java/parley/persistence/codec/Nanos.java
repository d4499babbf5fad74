package parley.persistence.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** The stored form of points and spans of time: whole nanoseconds, or ISO 8601 text where 292 years do not reach. */
final class Nanos {

    private static final long PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_MAX = Long.MAX_VALUE / PER_SECOND - 1;

    private Nanos() {}

    static final class Writer<T> extends StdScalarSerializer<T> {

        private final transient ToLongFunction<T> seconds;
        private final transient ToIntFunction<T> nanos;

        Writer(Class<T> type, ToLongFunction<T> seconds, ToIntFunction<T> nanos) {
            super(type);
            this.seconds = seconds;
            this.nanos = nanos;
        }

        @Override
        public void serialize(T time, JsonGenerator to, SerializerProvider provider) throws IOException {
            var whole = seconds.applyAsLong(time);
            if (whole > SECONDS_MAX || whole < -SECONDS_MAX) {
                to.writeString(time.toString());
                return;
            }
            to.writeNumber(whole * PER_SECOND + nanos.applyAsInt(time));
        }
    }

    /** Makes a time of whole seconds and the nanoseconds beyond. */
    @FunctionalInterface
    interface OfSeconds<T> {

        T of(long seconds, long nanos);
    }

    static final class Reader<T> extends StdScalarDeserializer<T> {

        private final transient OfSeconds<T> ofSeconds;
        private final transient Function<String, T> parse;

        Reader(Class<T> type, OfSeconds<T> ofSeconds, Function<String, T> parse) {
            super(type);
            this.ofSeconds = ofSeconds;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (from.currentToken() == JsonToken.VALUE_STRING) {
                return parse.apply(from.getText());
            }
            var nanos = from.getLongValue();
            return ofSeconds.of(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
        }
    }
}
