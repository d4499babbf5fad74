package parley.space.actor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.space.MemberId;
import parley.space.actor.Subscriber.Ending;

/** The readers of one hub. Only the hub uses it. */
final class Audience {

    private final Set<Subscriber> readers = new HashSet<>();
    private final List<Subscriber> leaving = new ArrayList<>();

    /** False where it was there already. */
    boolean add(Subscriber reader) {
        return readers.add(reader);
    }

    void remove(Subscriber reader) {
        readers.remove(reader);
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    int size() {
        return readers.size();
    }

    /** Wakes everybody, those too who leave with what is new. */
    void wake(FanOut fanOut) {
        for (var reader : readers) {
            if (!reader.wake()) {
                fanOut.looked();
            }
        }
        leaving.forEach(Subscriber::wake);
        leaving.clear();
    }

    /** Ends what one user reads, from the next {@link #wake} on. */
    void end(MemberId user, long last, Ending why) {
        for (var reader : List.copyOf(readers)) {
            if (reader.user().equals(user)) {
                readers.remove(reader);
                leaving.add(reader);
                reader.end(last, why);
            }
        }
    }

    /** Ends what everybody reads. */
    void end(long last, Ending why) {
        var gone = new ArrayList<>(readers);
        gone.addAll(leaving);
        readers.clear();
        leaving.clear();
        gone.forEach(reader -> reader.end(last, why));
    }
}
