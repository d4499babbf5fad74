package parley.gateway.rt;

import java.util.ArrayDeque;

/** What was sent but not yet applied by the client. It bounds what a frozen page or a dead path can hold up. */
final class Window {

    /** Frames are counted together up to this size, so that few of them have to be remembered. */
    private static final int STRETCH = 8 * 1024;

    private final int max;
    private int open;

    private record Stretch(long to, int bytes) {}

    /** What was sent of one space. */
    final class Share {

        private final ArrayDeque<Stretch> earlier = new ArrayDeque<>();
        private long to;
        private int bytes;

        void sent(long upTo, int size) {
            if (bytes > 0 && bytes + size > STRETCH) {
                earlier.add(new Stretch(to, bytes));
                bytes = 0;
            }
            to = upTo;
            bytes += size;
            open += size;
        }

        /** The client has applied everything up to {@code applied}. */
        void acknowledged(long applied) {
            while (!earlier.isEmpty() && earlier.getFirst().to() <= applied) {
                open -= earlier.removeFirst().bytes();
            }
            if (to <= applied) {
                open -= bytes;
                bytes = 0;
            }
        }

        /** Nothing of this space is waited for any more. */
        void forget() {
            acknowledged(Long.MAX_VALUE);
        }
    }

    Window(int max) {
        this.max = max;
    }

    /** Begins with nothing sent of another space. */
    Share share() {
        return new Share();
    }

    int unacknowledged() {
        return open;
    }

    boolean isOpen() {
        return open < max;
    }

    /** What is not worth sending while so much is open. */
    Sacrifice sacrifice() {
        return Sacrifice.at(open, max);
    }
}
