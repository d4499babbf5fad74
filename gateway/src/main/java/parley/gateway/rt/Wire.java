package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one line of JSON is written. */
final class Wire {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 512;

    private Wire() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {

        void write(JsonGenerator json) throws IOException;
    }

    /** Writes the fields of an object about something. */
    @FunctionalInterface
    interface FieldsAbout<T> {

        void write(JsonGenerator json, T thing) throws IOException;
    }

    /** One object as a line, in UTF-8. */
    static byte[] line(Fields fields) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void object(JsonGenerator json, String name, Fields fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.write(json);
        json.writeEndObject();
    }

    /** A field that holds an object about each of some things. */
    static <T> void objects(JsonGenerator json, String name, Collection<T> things, FieldsAbout<? super T> fields)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var thing : things) {
            json.writeStartObject();
            fields.write(json, thing);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A field that holds an id, or null. */
    static void id(JsonGenerator json, String name, @Nullable Object id) throws IOException {
        if (id == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, id.toString());
        }
    }

    static void ids(JsonGenerator json, String name, Collection<?> ids) throws IOException {
        json.writeArrayFieldStart(name);
        for (var id : ids) {
            json.writeString(id.toString());
        }
        json.writeEndArray();
    }

    /** A constant's name on the wire: lower case, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
