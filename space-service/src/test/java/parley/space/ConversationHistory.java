package parley.space;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.floor.FloorSettings;

/**
 * What an observer has seen of a conversation, who counts for itself and believes no counter of the space.
 *
 * @param roots by age
 * @param stopped roots of which nothing more may come
 */
record ConversationHistory(
        FloorSettings bounds,
        int agents,
        OrderedPMap<MessageId, Root> roots,
        PMap<MessageId, Said> messages,
        OrderedPMap<TurnId, Turn> turns,
        PSet<MessageId> stopped) {

    enum State {
        OPEN,
        ANSWERED,
        SILENT,
        STOPPED
    }

    record Root(@Nullable MemberId author, int limit) {}

    record Said(@Nullable MemberId author, int hop) {}

    record Turn(TurnId id, MemberId agent, MessageId root, MessageId trigger, int hop, int posts, State state) {
        Turn in(State other) {
            return new Turn(id, agent, root, trigger, hop, posts, other);
        }
    }

    static ConversationHistory empty(FloorSettings bounds, int agents) {
        return new ConversationHistory(
                bounds, agents, OrderedPMap.empty(), HashTreePMap.empty(), OrderedPMap.empty(), HashTreePSet.empty());
    }

    long count(Predicate<Turn> which) {
        return turns.values().stream().filter(which).count();
    }

    /** Falls with everything that happens but a new root, so that there is silence in the end. */
    long distanceToSilence() {
        var left = roots.values().stream().mapToLong(Root::limit).sum() - turns.size();
        return 2 * left + count(turn -> turn.state() == State.OPEN);
    }

    /** After one more event; what it breaks is added to {@code broken}. */
    ConversationHistory after(SpaceEvent event, Set<ConversationInvariant> broken) {
        return switch (event) {
            case MessagePosted posted when posted.authorKind() == MemberKind.HUMAN -> person(posted);
            case MessagePosted posted -> agent(posted, broken);
            case RootMinted minted -> minted(minted);
            case TurnGranted granted -> granted(granted, broken);
            case SpaceEvent.TurnCancelled cancelled -> stopped(cancelled.turn());
            case SpaceEvent.TurnSuperseded superseded -> stopped(superseded.turn());
            case SpaceEvent.TurnPassed passed -> ended(passed.turn(), State.SILENT);
            case SpaceEvent.TurnFailed failed -> ended(failed.turn(), State.SILENT);
            default -> this;
        };
    }

    private ConversationHistory person(MessagePosted event) {
        var older = roots.entrySet().stream()
                .filter(root -> event.author().equals(root.getValue().author()))
                .map(Map.Entry::getKey)
                .toList();
        var silenced = turns;
        for (var turn : turns.values()) {
            if (older.contains(turn.root()) && turn.state() == State.OPEN) {
                silenced = silenced.plus(turn.id(), turn.in(State.STOPPED));
            }
        }
        return new ConversationHistory(
                bounds,
                agents,
                roots.plus(event.id(), new Root(event.author(), bounds.turnsPerRoot())),
                messages.plus(event.id(), new Said(event.author(), 0)),
                silenced,
                stopped.plusAll(older));
    }

    private ConversationHistory minted(RootMinted event) {
        return new ConversationHistory(
                bounds,
                agents,
                roots.plus(event.root(), new Root(null, event.turns())),
                messages.plus(event.root(), new Said(null, 0)),
                turns,
                stopped);
    }

    private ConversationHistory agent(MessagePosted event, Set<ConversationInvariant> broken) {
        var id = event.provenance().turn();
        var turn = id == null ? null : turns.get(id);
        if (turn == null || !turn.agent().equals(event.author())) {
            broken.add(ConversationInvariant.ONLY_GRANTED_TURNS_POST);
            return this;
        }
        if (turn.posts() > 0) {
            broken.add(ConversationInvariant.ONE_MESSAGE_PER_TURN);
        }
        if (turn.state() == State.SILENT) {
            broken.add(ConversationInvariant.ENDED_TURNS_STAY_SILENT);
        }
        if (turn.state() == State.STOPPED) {
            broken.add(ConversationInvariant.STOPPED_TURNS_STAY_SILENT);
        }
        var before = turns.values().stream()
                .filter(other -> other.root().equals(turn.root()))
                .mapToInt(Turn::posts)
                .sum();
        if (before + 1 > Math.min(bounds.turnsPerRoot(), agents * bounds.turnsPerAgent())) {
            broken.add(ConversationInvariant.MESSAGES_WITHIN_BOUND);
        }
        var answered = new Turn(
                turn.id(), turn.agent(), turn.root(), turn.trigger(), turn.hop(), turn.posts() + 1, State.ANSWERED);
        return new ConversationHistory(
                bounds,
                agents,
                roots,
                messages.plus(event.id(), new Said(event.author(), turn.hop())),
                turns.plus(turn.id(), answered),
                stopped);
    }

    private ConversationHistory granted(TurnGranted event, Set<ConversationInvariant> broken) {
        var trigger = messages.getOrDefault(event.trigger(), new Said(null, Integer.MAX_VALUE - 1));
        var root = roots.getOrDefault(event.root(), new Root(null, 0));
        if (event.hop() != trigger.hop() + 1 || event.hop() > bounds.hops()) {
            broken.add(ConversationInvariant.CHAIN_WITHIN_HOPS);
        }
        if (count(turn -> turn.root().equals(event.root())) >= root.limit()) {
            broken.add(ConversationInvariant.GRANTS_WITHIN_ROOT_BUDGET);
        }
        if (count(turn -> turn.root().equals(event.root()) && turn.agent().equals(event.agent()))
                >= bounds.turnsPerAgent()) {
            broken.add(ConversationInvariant.GRANTS_WITHIN_AGENT_BUDGET);
        }
        if (count(turn -> turn.trigger().equals(event.trigger()) && turn.agent().equals(event.agent())) > 0) {
            broken.add(ConversationInvariant.ONE_GRANT_PER_TRIGGER_AND_AGENT);
        }
        if (event.agent().equals(trigger.author())) {
            broken.add(ConversationInvariant.NO_AGENT_ANSWERS_ITSELF);
        }
        if (stopped.contains(event.root())) {
            broken.add(ConversationInvariant.NOTHING_COMES_OF_A_STOPPED_ROOT);
        }
        var turn = new Turn(
                event.turn(), event.agent(), event.root(), event.trigger(), event.hop(), 0, State.OPEN);
        return with(turns.plus(turn.id(), turn), stopped);
    }

    private ConversationHistory stopped(TurnId id) {
        var turn = turns.get(id);
        return turn == null ? this : with(turns.plus(id, turn.in(State.STOPPED)), stopped.plus(turn.root()));
    }

    private ConversationHistory ended(TurnId id, State state) {
        var turn = turns.get(id);
        return turn == null ? this : with(turns.plus(id, turn.in(state)), stopped);
    }

    private ConversationHistory with(OrderedPMap<TurnId, Turn> otherTurns, PSet<MessageId> otherStopped) {
        return new ConversationHistory(bounds, agents, roots, messages, otherTurns, otherStopped);
    }
}
