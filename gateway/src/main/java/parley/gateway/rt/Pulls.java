package parley.gateway.rt;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Stretches of one space's log that a client wants once more, one after the other. */
final class Pulls {

    /** Stretches that may wait. */
    static final int MAX = 4;

    private final Queue<Pull> waiting = new ArrayDeque<>();

    private record Pull(Reader reader, long from, long to) {}

    boolean isFull() {
        return waiting.size() >= MAX;
    }

    /** Adds what a reader has before it, up to {@code to}. */
    void add(Reader reader, long to) {
        waiting.add(new Pull(reader, reader.cursor(), to));
    }

    /**
     * The next of their events; null where there are none now.
     *
     * @param pushed need not send again what is sent here beyond its place
     */
    @Nullable
    ByteString next(Reader pushed) {
        var pull = waiting.peek();
        if (pull == null) {
            return null;
        }
        var batch = pull.reader().next(pull.to());
        if (batch == null) {
            return null;
        }
        if (pull.from() <= pushed.cursor()) {
            pushed.skipTo(batch.to());
        }
        if (batch.to() >= pull.to()) {
            waiting.remove();
        }
        return batch.text();
    }
}
