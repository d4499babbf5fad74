package parley.gateway.rt;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import parley.space.SpaceId;

/** What was sent but not yet applied by the client. It bounds what a frozen page or a dead path can hold up. */
final class Window {

    /** Frames are counted together up to this size, so that few of them have to be remembered. */
    private static final int STRETCH = 8 * 1024;

    private final int max;
    private final Map<SpaceId, ArrayDeque<Stretch>> sent = new HashMap<>();
    private int open;

    private record Stretch(long to, int bytes) {}

    Window(int max) {
        this.max = max;
    }

    boolean isOpen() {
        return open < max;
    }

    /** What is not worth sending while so much is open. */
    Sacrifice sacrifice() {
        return Sacrifice.at(open, max);
    }

    void sent(SpaceId space, long to, int bytes) {
        var stretches = sent.computeIfAbsent(space, _ -> new ArrayDeque<>());
        var last = stretches.peekLast();
        if (last != null && last.bytes() + bytes <= STRETCH) {
            stretches.removeLast();
            stretches.addLast(new Stretch(to, last.bytes() + bytes));
        } else {
            stretches.addLast(new Stretch(to, bytes));
        }
        open += bytes;
    }

    /** The client has applied everything up to {@code applied}. */
    void acknowledged(SpaceId space, long applied) {
        var stretches = sent.get(space);
        while (stretches != null && !stretches.isEmpty() && stretches.getFirst().to() <= applied) {
            open -= stretches.removeFirst().bytes();
        }
    }

    /** Nothing of this space is waited for any more. */
    void forget(SpaceId space) {
        var stretches = sent.remove(space);
        if (stretches != null) {
            open -= stretches.stream().mapToInt(Stretch::bytes).sum();
        }
    }
}
