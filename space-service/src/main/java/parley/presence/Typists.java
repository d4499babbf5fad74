package parley.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.space.MemberId;

/** Who is typing: whoever said so a moment ago, and has not sent or dropped it since. */
public final class Typists {

    private final Duration lasting;
    private final Map<MemberId, Instant> until = new HashMap<>();
    private Versioned<Typing> shown = Versioned.empty();

    /** @param lasting how long somebody counts as typing after they last said so */
    public Typists(Duration lasting) {
        this.lasting = lasting;
    }

    /** What readers are shown: beginnings and ends, not that somebody goes on. */
    public Versioned<Typing> shown() {
        return shown;
    }

    public void typing(MemberId user, Instant at) {
        if (until.put(user, at.plus(lasting)) == null) {
            shown = shown.set(user, new Typing(at));
        }
    }

    public void stopped(MemberId user) {
        if (until.remove(user) != null) {
            shown = shown.remove(user);
        }
    }

    /** Ends the typing of those who have not said it again. */
    public void pass(Instant now) {
        for (var user : List.copyOf(until.keySet())) {
            until.computeIfPresent(user, (_, end) -> {
                if (now.isBefore(end)) {
                    return end;
                }
                shown = shown.remove(user);
                return null;
            });
        }
    }

    /** When the next of them has to say it again; nothing where nobody types. */
    public Optional<Instant> due() {
        return until.isEmpty() ? Optional.empty() : until.values().stream().min(Instant::compareTo);
    }
}
