package parley.gateway.rest;

import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import parley.gateway.access.ProblemCode;

/** Request bodies, read whole but never beyond their limit. */
final class Bodies {
    static final byte[] NONE = {};

    /** A body this large is read to its end and dropped, so that the connection stays usable; a larger one costs it. */
    private static final long DROPPED_MAX = 4L * 1024 * 1024;

    private static final long SLOWEST_MILLIS = 10_000;

    private final int max;

    /** @param max bytes */
    Bodies(int max) {
        this.max = max;
    }

    byte[] read(HttpRequest request, Materializer materializer) {
        var announced = request.entity().getContentLengthOption();
        if (announced.isPresent() && announced.getAsLong() > max) {
            throw tooBig();
        }
        if (announced.isPresent() && announced.getAsLong() == 0) {
            return NONE;
        }
        if (!request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)) {
            throw Refusal.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "allowed is Content-Type: application/json");
        }
        try {
            var whole = request.entity().withSizeLimit(max).toStrict(SLOWEST_MILLIS, materializer);
            return Call.await(whole).getData().toArrayUnsafe();
        } catch (EntityStreamSizeException big) {
            throw tooBig();
        } catch (CompletionException cut) {
            throw Refusal.of(ProblemCode.MALFORMED, "the body did not arrive whole");
        }
    }

    private Refusal tooBig() {
        return Refusal.of(ProblemCode.BODY_TOO_BIG, "the body is too big; allowed are " + max + " bytes");
    }

    /** Drops a body that nobody wants. */
    void discard(HttpRequest request, Materializer materializer) {
        request.entity().withSizeLimit(DROPPED_MAX).discardBytes(materializer);
    }
}
