package parley.presence;

import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.space.MemberId;
import parley.space.TurnId;

/** What agents write now, each in the turn it writes in. */
public final class OpenDrafts {

    /** Drafts at a time at most; the floor lets far fewer agents speak at once. */
    public static final int MAX = 64;

    private PMap<TurnId, Draft> drafts = HashTreePMap.empty();
    private long version;

    /** All of them as they are now. */
    public PMap<TurnId, Draft> shown() {
        return drafts;
    }

    /** Rises with every change. */
    public long version() {
        return version;
    }

    public Optional<Draft> of(TurnId turn) {
        return Optional.ofNullable(drafts.get(turn));
    }

    /** An agent has written more. */
    public void grown(TurnId turn, MemberId agent, int attempt, int offset, String text) {
        if (drafts.containsKey(turn) || drafts.size() < MAX) {
            var draft = of(turn).orElseGet(() -> new Draft(turn, agent, attempt, ""));
            drafts = drafts.plus(turn, draft.grown(attempt, offset, text));
            version++;
        }
    }

    /** Nobody writes in the turn any more. */
    public void ended(TurnId turn) {
        if (drafts.containsKey(turn)) {
            drafts = drafts.minus(turn);
            version++;
        }
    }
}
