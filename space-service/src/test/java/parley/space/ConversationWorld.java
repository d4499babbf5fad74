package parley.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.space.ConversationHistory.State;
import parley.space.ConversationHistory.Turn;

/**
 * One reachable situation.
 *
 * @param runs what the model of the agents remembers
 * @param path how it was reached, newest first
 */
record ConversationWorld<R>(Space space, ConversationHistory history, R runs, @Nullable Path path) {

    /** A command, and what led to the moment it was given. */
    record Path(SpaceCommand command, @Nullable Path before) {}

    /**
     * Something that may happen next.
     *
     * @param command null where only the agents' own state changes
     * @param runs what the model of the agents remembers afterwards
     * @param root whether it may begin a new root
     * @param repeated whether it was done before, and so must change nothing
     */
    record Move<R>(@Nullable SpaceCommand command, Instant at, R runs, boolean root, boolean repeated) {}

    /** What agents may do: anything that real runs can do, and more. A model of runs that remembers brings its own memory. */
    interface Agents<R> {

        R initial();

        List<Move<R>> moves(ConversationWorld<R> world);

        /** What distinguishes two memories. */
        String key(R runs);
    }

    /** The same for all worlds that differ in names, times and texts only. A root of which nothing can come any more counts as one thing. */
    String key(Agents<R> agents, List<MemberId> members) {
        var key = new StringBuilder(agents.key(runs));
        for (var root : history.roots().entrySet()) {
            key.append('|').append(root.getValue().author());
            if (history.count(turn -> turn.root().equals(root.getKey()) && turn.state() == State.OPEN) > 0) {
                var count = space.floor().roots().get(root.getKey());
                key.append(history.stopped().contains(root.getKey()) ? 's' : 'o');
                key.append(count == null ? "" : count.granted() + (count.closed() ? "c" : "o"));
            }
        }
        key.append('#').append(Math.min(space.floor().streak(), history.bounds().streak()));
        key.append('#').append(space.floor().open().size());
        members.stream().map(this::signature).sorted().forEach(key::append);
        return key.toString();
    }

    private String signature(MemberId agent) {
        var signature = new StringBuilder("/");
        var number = 0;
        for (var root : history.roots().keySet()) {
            number++;
            if (history.count(turn -> turn.root().equals(root) && turn.state() == State.OPEN) == 0) {
                continue;
            }
            signature.append(number).append(':');
            history.turns().values().stream()
                    .filter(turn -> turn.agent().equals(agent) && turn.root().equals(root))
                    .map(ConversationWorld::signature)
                    .sorted()
                    .forEach(signature::append);
        }
        return signature.toString();
    }

    private static String signature(Turn turn) {
        return switch (turn.state()) {
            case OPEN -> "o" + turn.hop();
            case ANSWERED -> "a";
            case SILENT -> "s";
            case STOPPED -> "x";
        };
    }
}
