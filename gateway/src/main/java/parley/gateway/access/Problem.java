package parley.gateway.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.space.Reason;

/**
 * What was wrong, what is allowed and what to do, as RFC 9457 shapes it.
 *
 * @param detail for people; what is allowed belongs into it
 * @param retryAfter the least time before another attempt; null where there is nothing to wait for
 */
public record Problem(
        ProblemCode code, String detail, @Nullable Duration retryAfter, List<Field> errors) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ContentType CONTENT_TYPE =
            ContentTypes.create(MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8));

    /**
     * One wrong field.
     *
     * @param pointer a JSON pointer into the request
     * @param code what is wrong with it
     */
    public record Field(String pointer, String code) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null, List.of());
    }

    public static Problem of(Reason reason, String detail) {
        return of(ProblemCode.of(reason), detail);
    }

    /** The same problem, with the time to wait before another attempt. */
    public Problem retryAfter(Duration time) {
        return new Problem(code, detail, time, errors);
    }

    /** The same problem, pinned to a field. */
    public Problem at(String pointer) {
        return new Problem(code, detail, retryAfter, List.of(new Field(pointer, code.wire())));
    }

    /** The answer to a request that met this problem. */
    public HttpResponse response() {
        var answer = HttpResponse.create()
                .withStatus(code.status())
                .withEntity(HttpEntities.create(CONTENT_TYPE, ByteString.fromString(json())));
        if (retryAfter == null) {
            return answer;
        }
        return answer.addHeader(
                RawHeader.create("Retry-After", Long.toString(Math.ceilDiv(retryAfter.toMillis(), 1000L))));
    }

    /** The problem as one JSON object. */
    public String json() {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes the problem as one JSON object into a larger one. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", code.type());
        json.writeStringField("title", code.title());
        json.writeNumberField("status", code.status());
        json.writeStringField("detail", detail);
        json.writeStringField("code", code.wire());
        json.writeBooleanField("retryable", code.retryable());
        if (retryAfter != null) {
            json.writeNumberField("retryAfterMs", retryAfter.toMillis());
        }
        if (!errors.isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (var error : errors) {
                json.writeStartObject();
                json.writeStringField("pointer", error.pointer());
                json.writeStringField("code", error.code());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
