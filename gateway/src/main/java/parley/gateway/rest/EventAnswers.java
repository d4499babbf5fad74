package parley.gateway.rest;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.gateway.access.Problem;

/** Server-sent events as answers. */
final class EventAnswers {
    private static final int RETRY_MILLIS = 15_000;
    private static final int RETRY_SPREAD_MILLIS = 5_000;

    private EventAnswers() {}

    /** Whether a request is for events, as a browser's {@code EventSource} asks for them. */
    static boolean wanted(HttpRequest request) {
        return request.getHeader("Accept")
                .filter(it -> it.value().contains("text/event-stream"))
                .isPresent();
    }

    static HttpResponse of(Source<ByteString, NotUsed> events) {
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM), events))
                .addHeader(RawHeader.create("Cache-Control", "no-store, no-transform"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }

    /**
     * The answer to a request for events that cannot be had now. An {@code EventSource} that meets any other status than 200 stops for
     * ever, so this is a stream that ends at once and says when to come back.
     */
    static HttpResponse trouble(Problem problem) {
        var retry = problem.retryAfter() == null ? 0 : problem.retryAfter().toMillis();
        var spread = ThreadLocalRandom.current().nextInt(-RETRY_SPREAD_MILLIS, RETRY_SPREAD_MILLIS);
        var text = "event: problem\nretry: %d\ndata: %s\n\n"
                .formatted(Math.max(retry, RETRY_MILLIS + spread), problem.json());
        return of(Source.single(ByteString.fromString(text)));
    }
}
