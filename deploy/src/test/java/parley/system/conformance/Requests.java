package parley.system.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import parley.system.Api;
import parley.system.Eventually;

/** REST requests of a client that waits when it is told to. */
final class Requests {

    private static final int TOO_MANY = 429;

    private Requests() {}

    static Api.Answer send(Api api, String method, String path, @Nullable Object body, String... headers) {
        try {
            return Eventually.get(() -> api.call(method, path, body, headers), answer -> answer.status() != TOO_MANY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
