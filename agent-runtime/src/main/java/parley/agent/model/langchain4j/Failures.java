package parley.agent.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.Kind;

/** What went wrong, as data; a detail names statuses and codes, for a provider's own words may quote messages or keys. */
final class Failures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern TOO_LONG = Pattern.compile(
            "context_length_exceeded|maximum context length|context window|prompt is too long"
                    + "|too many (input )?tokens|exceeds? the (available )?context",
            Pattern.CASE_INSENSITIVE);

    private Failures() {}

    static Failed of(Connection connection, Throwable cause, String partial) {
        var refusal = connection.refusal();
        if (refusal != null) {
            return refused(refusal, partial);
        }
        return new Failed(kind(connection, cause), "the exchange broke: " + name(cause), null, partial);
    }

    private static Failed refused(Connection.Refusal refusal, String partial) {
        var code = code(refusal.body()).map(text -> ", " + text).orElse("");
        var retryAfter = RetryAfter.of(refusal.headers(), Instant.now()).orElse(null);
        return new Failed(kind(refusal), "the provider answered " + refusal.status() + code, retryAfter, partial);
    }

    private static Kind kind(Connection.Refusal refusal) {
        return switch (refusal.status()) {
            case 401, 403 -> Kind.UNAUTHORISED;
            case 408 -> Kind.PROVIDER;
            case 413 -> Kind.CONTEXT_TOO_LONG;
            case 429 -> Kind.RATE_LIMITED;
            case 400, 422 -> TOO_LONG.matcher(refusal.body()).find() ? Kind.CONTEXT_TOO_LONG : Kind.REJECTED;
            default -> refusal.status() >= 500 ? Kind.PROVIDER : Kind.REJECTED;
        };
    }

    /** Only what surely was not sent is not paid for. */
    private static Kind kind(Connection connection, Throwable cause) {
        if (connection.isAnswering()) {
            return Kind.INTERRUPTED;
        }
        for (@Nullable Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ConnectException
                    || at instanceof HttpConnectTimeoutException
                    || at instanceof SSLException) {
                return Kind.NOT_SENT;
            }
            if (at instanceof HttpTimeoutException || at instanceof IOException || at instanceof InterruptedException) {
                return Kind.INTERRUPTED;
            }
        }
        return Kind.REJECTED;
    }

    private static String name(Throwable cause) {
        var root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** The provider's own code of the error, which is a word and no sentence. */
    private static Optional<String> code(String body) {
        try {
            var error = JSON.readTree(body).path("error");
            return Optional.of(error.path("code"))
                    .filter(node ->
                            node.isTextual() && CODE.matcher(node.asText()).matches())
                    .or(() -> Optional.of(error.path("type")))
                    .filter(node ->
                            node.isTextual() && CODE.matcher(node.asText()).matches())
                    .map(node -> node.asText());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
