package parley.space.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import parley.entity.Stored;

/**
 * The rule by which every reader of a log applies what it hears: each event once, in order and without gaps, however
 * often, late or
 * seldom it arrives. Not safe for use by several threads.
 */
public final class Contiguity<E> {

    /** Events ahead of a gap that are kept until it is closed; beyond it they are read again. */
    public static final int HELD_MAX = 256;

    /** Events to ask for at once. */
    public static final int MISSING_MAX = 500;

    private final TreeMap<Long, Stored<E>> held = new TreeMap<>();
    private long cursor;
    private long head;

    /**
     * The events to read so that the reader is whole again.
     *
     * @param after the last event that it has
     */
    public record Missing(long after, int limit) {}

    /** A reader that has everything up to {@code cursor}. */
    public Contiguity(long cursor) {
        this.cursor = cursor;
        head = cursor;
    }

    /** The last event that was handed out. */
    public long cursor() {
        return cursor;
    }

    /** Takes what has arrived, in any order, and gives what can be applied now, in order. */
    public List<Stored<E>> offer(List<Stored<E>> arrived) {
        if (!arrived.isEmpty() && held.isEmpty() && arrived.getFirst().seq() == cursor + 1) {
            cursor = arrived.getLast().seq();
            head = Math.max(head, cursor);
            return arrived;
        }
        arrived.forEach(this::hold);
        return release();
    }

    /** Notes how far the log has got. */
    public void announced(long seq) {
        head = Math.max(head, seq);
    }

    /** What to read from the log; empty where nothing is missing. */
    public Optional<Missing> missing() {
        if (cursor >= head) {
            return Optional.empty();
        }
        var until = held.isEmpty() ? head : held.firstKey() - 1;
        return Optional.of(new Missing(cursor, (int) Math.min(MISSING_MAX, until - cursor)));
    }

    private void hold(Stored<E> event) {
        head = Math.max(head, event.seq());
        if (event.seq() <= cursor) {
            return;
        }
        held.put(event.seq(), event);
        if (held.size() > HELD_MAX && held.firstKey() != cursor + 1) {
            held.pollLastEntry();
        }
    }

    private List<Stored<E>> release() {
        var ready = new ArrayList<Stored<E>>();
        while (!held.isEmpty() && held.firstKey() == cursor + 1) {
            ready.add(held.pollFirstEntry().getValue());
            cursor++;
        }
        return ready;
    }
}
