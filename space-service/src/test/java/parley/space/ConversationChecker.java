package parley.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.space.ConversationWorld.Agents;
import parley.space.ConversationWorld.Move;
import parley.space.ConversationWorld.Path;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnGranted;

/** Visits every reachable world of a conversation, running the real rules, and checks each invariant on the way. */
final class ConversationChecker<R> {

    /** What a search found; it ends with the first world that breaks an invariant. */
    record Result(int states, int transitions, int messagesMax, Set<ConversationInvariant> broken, List<SpaceCommand> path) {}

    /** Where rules let a conversation go on for ever, the search ends all the same. */
    static final int STATES_MAX = 100_000;

    private final Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules;
    private final Agents<R> agents;
    private final List<MemberId> members;
    private final int asksPerMention;
    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<ConversationWorld<R>> waiting = new ArrayDeque<>();
    private final Set<ConversationInvariant> broken = EnumSet.noneOf(ConversationInvariant.class);
    private int transitions;
    private int messagesMax;

    /** Asks every mentioned agent {@code asksPerMention} times. */
    ConversationChecker(
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules,
            Agents<R> agents,
            List<MemberId> members,
            int asksPerMention) {
        this.rules = rules;
        this.agents = agents;
        this.members = members;
        this.asksPerMention = asksPerMention;
    }

    /** Ends with the first world that breaks one of the invariants sought, or with the last world. */
    Result search(Space start, Set<ConversationInvariant> sought) {
        var history = ConversationHistory.empty(start.settings().floor(), members.size());
        visit(new ConversationWorld<>(start, history, agents.initial(), null));
        while (!waiting.isEmpty() && seen.size() < STATES_MAX) {
            var world = waiting.removeFirst();
            for (var move : agents.moves(world)) {
                var next = after(world, move);
                broken.retainAll(sought);
                if (!broken.isEmpty()) {
                    return result(path(next.path()));
                }
                if (next.space().seq() > world.space().seq() || !next.runs().equals(world.runs())) {
                    visit(next);
                }
            }
        }
        return result(List.of());
    }

    private void visit(ConversationWorld<R> world) {
        if (seen.add(world.key(agents, members))) {
            waiting.add(world);
        }
    }

    private ConversationWorld<R> after(ConversationWorld<R> world, Move<R> move) {
        transitions++;
        var command = move.command();
        var space = world.space();
        var history = world.history();
        var events = command == null ? List.<SpaceEvent>of() : rules.decide(space, command, move.at()).events();
        if (command == null || events.isEmpty()) {
            return new ConversationWorld<>(space, history, move.runs(), world.path());
        }
        for (var event : events) {
            space = rules.evolve(space, event);
            history = history.after(event, broken);
        }
        messagesMax = Math.max(messagesMax, (int) history.count(turn -> turn.posts() > 0));
        if (move.repeated()) {
            broken.add(ConversationInvariant.TWICE_IS_ONCE);
        }
        if (!move.root() && history.distanceToSilence() >= world.history().distanceToSilence()) {
            broken.add(ConversationInvariant.EVERY_STEP_LEADS_TO_SILENCE);
        }
        checkAnswersToAsked(space, events);
        return new ConversationWorld<>(space, history, move.runs(), new Path(command, world.path()));
    }

    private void checkAnswersToAsked(Space space, List<SpaceEvent> events) {
        for (var event : events) {
            if (event instanceof MessagePosted posted) {
                var asked = posted.mentions().stream().filter(space::isAgent).count() * asksPerMention;
                var heard = events.stream().filter(other -> answers(other, posted.id())).count();
                if (asked != heard) {
                    broken.add(ConversationInvariant.WHO_IS_ASKED_HEARS_AT_ONCE);
                }
            }
        }
    }

    private static boolean answers(SpaceEvent event, MessageId trigger) {
        return switch (event) {
            case TurnGranted granted -> granted.trigger().equals(trigger);
            case TurnDenied denied -> denied.trigger().equals(trigger);
            default -> false;
        };
    }

    private Result result(List<SpaceCommand> path) {
        return new Result(seen.size(), transitions, messagesMax, EnumSet.copyOf(broken), path);
    }

    private static List<SpaceCommand> path(@Nullable Path last) {
        var path = new ArrayList<SpaceCommand>();
        for (var step = last; step != null; step = step.before()) {
            path.addFirst(step.command());
        }
        return path;
    }
}
