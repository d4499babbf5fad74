package parley.client;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of a client: whatever is lost, repeated or late on the way, it applies every event once and in order, and
 * ends where the space is.
 */
public final class ClientRules {

    /** What may be held while a gap is being closed. */
    public static final int HELD_MAX = 256;

    /** What may be asked for at once. */
    public static final int PULL_MAX = 500;

    /** The parts of the rules, so that a test can leave one out. */
    public enum Rule {
        /** Another epoch means another history. */
        EPOCH,
        /** What was applied is not applied again. */
        DUPLICATE,
        /** What comes ahead of a gap waits. */
        HOLD,
        /** Only the missing stretch is asked for, and asked for again. */
        PULL,
        /** A head beyond the cursor means a lost tail. */
        HEADS
    }

    private final Set<Rule> rules;
    private final int heldMax;

    public ClientRules() {
        this(EnumSet.allOf(Rule.class), HELD_MAX);
    }

    public ClientRules(Set<Rule> rules, int heldMax) {
        this.rules = EnumSet.copyOf(rules);
        this.heldMax = heldMax;
    }

    /** A client after it heard something, and what it does about it. */
    public record Step(Follower follower, List<Action> actions) {}

    /** What becomes of a client by what it hears. */
    public Step after(Follower before, Heard heard) {
        if (heard instanceof Heard.PauseOver(var _, var number)) {
            return number == before.pauses() ? again(before) : new Step(before, List.of());
        }
        if (heard instanceof Heard.Snapshot(var epoch, var at)) {
            return snapshot(before, epoch, at);
        }
        if (!before.begun()) {
            return new Step(before, List.of());
        }
        if (!heard.epoch().equals(before.epoch()) && rules.contains(Rule.EPOCH)) {
            return forget(before);
        }
        return switch (heard) {
            case Heard.Piece piece -> piece(before, piece);
            case Heard.Head(var _, var seq) -> head(before, seq);
            case Heard.Reset _ -> forget(before);
            case Heard.Resumed _, Heard.Snapshot _, Heard.PauseOver _ -> new Step(before, List.of());
        };
    }

    /** A client that begins: it asks for the state. */
    public Step forget(Follower before) {
        var waiting = before.forgotten().waitingFor(0);
        return new Step(
                waiting,
                List.of(
                        new Action.Subscribe(),
                        new Action.Pause(before.forgotten().delay(), waiting.pauses())));
    }

    private static Step snapshot(Follower before, String epoch, long at) {
        boolean late = before.begun() && (before.epoch().equals(epoch) ? at <= before.cursor() : true);
        return late
                ? new Step(before.repeated(), List.of())
                : new Step(before.at(epoch, at), List.of(new Action.Begin(epoch, at)));
    }

    private Step piece(Follower before, Heard.Piece piece) {
        if (piece.to() <= before.cursor() && rules.contains(Rule.DUPLICATE)) {
            return new Step(before.repeated(), List.of());
        }
        if (piece.from() > before.cursor() + 1 && rules.contains(Rule.HOLD)) {
            return hold(before, piece);
        }
        var actions = new ArrayList<Action>(List.of(new Action.Apply(piece)));
        return pullMissing(release(before.applied(piece), actions), actions);
    }

    private Step hold(Follower before, Heard.Piece piece) {
        if (before.held().containsKey(piece.from())) {
            return new Step(before.repeated(), List.of());
        }
        if (before.held().size() >= heldMax) {
            var emptied = before.holding(new TreeMap<>()).waitingForNothing().holding(piece);
            return pullMissing(emptied, new ArrayList<>());
        }
        return pullMissing(before.holding(piece), new ArrayList<>());
    }

    private static Follower release(Follower before, List<Action> actions) {
        var follower = before;
        var held = new TreeMap<>(before.held());
        while (!held.isEmpty() && held.firstKey() <= follower.cursor() + 1) {
            var next = held.pollFirstEntry().getValue();
            if (next.to() > follower.cursor()) {
                follower = follower.applied(next);
                actions.add(new Action.Apply(next));
            }
        }
        return follower.holding(held);
    }

    private Step head(Follower before, long seq) {
        boolean lost = seq > before.cursor() && before.held().isEmpty() && before.pulledTo() == 0;
        return lost && rules.contains(Rule.HEADS) ? pull(before, seq, new ArrayList<>()) : new Step(before, List.of());
    }

    private Step pullMissing(Follower before, List<Action> actions) {
        return before.held().isEmpty() || before.pulledTo() > 0 || !rules.contains(Rule.PULL)
                ? new Step(before, actions)
                : pull(before, before.missingTo(), actions);
    }

    private static Step pull(Follower before, long to, List<Action> actions) {
        long limit = Math.min(PULL_MAX, to - before.cursor());
        var waiting = before.waitingFor(before.cursor() + limit);
        actions.add(new Action.Pull(before.cursor(), limit));
        actions.add(new Action.Pause(before.delay(), waiting.pauses()));
        return new Step(waiting, actions);
    }

    /** What was asked for has not come. */
    private Step again(Follower before) {
        if (!before.begun()) {
            var waiting = before.waitingFor(0);
            return new Step(
                    waiting, List.of(new Action.Subscribe(), new Action.Pause(before.delay(), waiting.pauses())));
        }
        if (before.pulledTo() == 0) {
            return new Step(before, List.of());
        }
        long to = before.held().isEmpty() ? before.pulledTo() : before.missingTo();
        return pull(before, to, new ArrayList<>());
    }
}
