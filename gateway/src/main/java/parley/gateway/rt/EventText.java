package parley.gateway.rt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.space.actor.HubMessage.Place;

/** Frames as server-sent events: a frame of several lines is one event with as many lines of data. */
final class EventText {

    /** Tells proxies and the client that the stream is alive. */
    static final ByteString COMMENT = ByteString.fromString(":\n\n");

    /** Clients come back after so long, each after another time. */
    private static final int RETRY_MILLIS = 3_000;

    private static final byte[] DATA = "data: ".getBytes(UTF_8);

    private EventText() {}

    /** The beginning of a stream, which says when to come back after its end. */
    static ByteString opening() {
        return ByteString.fromString("retry: %d\n\n".formatted(retry()));
    }

    /** @param place how far the client has got with this event; null where that has not changed */
    static ByteString event(ByteString frame, @Nullable Place place) {
        var text = new ByteArrayOutputStream(frame.length() + 64);
        if (place != null) {
            text.writeBytes("id: %s.%d\n".formatted(place.epoch(), place.seq()).getBytes(UTF_8));
        }
        data(text, frame.toArrayUnsafe());
        return ByteString.fromArrayUnsafe(text.toByteArray());
    }

    /** The last event of a stream. */
    static ByteString bye(Close why, Problem problem) {
        var after = problem.retryAfter();
        var text = new ByteArrayOutputStream();
        text.writeBytes("retry: %d\n"
                .formatted(after == null ? retry() : after.toMillis())
                .getBytes(UTF_8));
        data(text, WireReplies.bye(why, problem));
        return ByteString.fromArrayUnsafe(text.toByteArray());
    }

    private static void data(ByteArrayOutputStream text, byte[] frame) {
        int from = 0;
        for (int at = 0; at <= frame.length; at++) {
            if (at == frame.length || frame[at] == '\n') {
                text.writeBytes(DATA);
                text.write(frame, from, at - from);
                text.write('\n');
                from = at + 1;
            }
        }
        text.write('\n');
    }

    private static int retry() {
        return RETRY_MILLIS / 2 + ThreadLocalRandom.current().nextInt(RETRY_MILLIS);
    }
}
