package parley.agent.model.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.agent.model.ModelRequest;

/**
 * The one HTTP exchange of a call. Reads on the thread that asks, so that every stream has a thread of its own, and can
 * be aborted from another one at any time, also before the first byte.
 */
final class Connection implements HttpClient {

    private static final int ERROR_BYTES_MAX = 64 * 1024;
    /** The longest answer that is read: generous for each token's frame, and for what comes around them. */
    private static final long ANSWER_BYTES_PER_TOKEN_MAX = 2_048;

    private static final long ANSWER_BYTES_EXTRA = 1 << 20;
    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final java.net.http.HttpClient client;
    private final Duration headerTimeout;
    private final long bytesMax;

    private volatile boolean aborted;
    private volatile @Nullable Refusal refusal;
    private volatile @Nullable RuntimeException broken;
    private volatile boolean answering;
    private volatile @Nullable CountedStream body;

    /** What a provider answers instead of an answer. */
    record Refusal(int status, HttpHeaders headers, String body) {}

    Connection(java.net.http.HttpClient client, ProviderSettings settings, ModelRequest request) {
        this.client = client;
        this.headerTimeout = settings.headerTimeout();
        this.bytesMax = ANSWER_BYTES_EXTRA + ANSWER_BYTES_PER_TOKEN_MAX * request.maxOutputTokens();
    }

    /** Gives LangChain4j this connection, with its own time-outs whatever it is told. */
    HttpClientBuilder builder() {
        return new Builder();
    }

    /** How long a byte of the answer has been waited for; until it begins, the client's own time-outs count. */
    Duration silence() {
        var stream = body;
        return stream == null ? Duration.ZERO : stream.waiting();
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** Whether the provider had begun to answer. */
    boolean isAnswering() {
        return answering;
    }

    /** What was wrong with a part of the answer. */
    @Nullable
    RuntimeException broken() {
        return broken;
    }

    void abort() {
        aborted = true;
        close(body);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            var response = client.send(toJdk(request), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                refused(response, listener);
                return;
            }
            read(response, parser, listener);
        } catch (IOException thrown) {
            listener.onError(thrown);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            listener.onError(thrown);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("only streams are asked for");
    }

    private void refused(HttpResponse<InputStream> response, ServerSentEventListener listener) throws IOException {
        try (var in = response.body()) {
            var text = new String(in.readNBytes(ERROR_BYTES_MAX), StandardCharsets.UTF_8);
            refusal = new Refusal(response.statusCode(), response.headers(), text);
        }
        listener.onError(new HttpException(response.statusCode(), "refused"));
    }

    private void read(
            HttpResponse<InputStream> response, ServerSentEventParser parser, ServerSentEventListener listener) {
        answering = true;
        var in = new CountedStream(response.body(), bytesMax);
        body = in;
        if (aborted) {
            close(in);
        }
        listener.onOpen(SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .build());
        parser.parse(in, new GuardedListener(listener, thrown -> {
            broken = thrown;
            abort();
        }));
        var thrown = broken;
        if (thrown == null) {
            listener.onClose();
        } else {
            listener.onError(thrown);
        }
    }

    private java.net.http.HttpRequest toJdk(HttpRequest request) {
        var builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(headerTimeout);
        request.headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        var publisher = request.body() == null
                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                : java.net.http.HttpRequest.BodyPublishers.ofString(request.body());
        return builder.method(request.method().name(), publisher).build();
    }

    private static void close(@Nullable InputStream stream) {
        if (stream == null) {
            return;
        }
        try {
            stream.close();
        } catch (IOException _) {
            // Closing is all that is wanted of it.
        }
    }

    private final class Builder implements HttpClientBuilder {

        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return Connection.this;
        }
    }
}
