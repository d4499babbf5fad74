package parley.space;

import static parley.space.ConversationInvariant.CHAIN_WITHIN_HOPS;
import static parley.space.ConversationInvariant.ENDED_TURNS_STAY_SILENT;
import static parley.space.ConversationInvariant.EVERY_STEP_LEADS_TO_SILENCE;
import static parley.space.ConversationInvariant.GRANTS_WITHIN_AGENT_BUDGET;
import static parley.space.ConversationInvariant.GRANTS_WITHIN_ROOT_BUDGET;
import static parley.space.ConversationInvariant.MESSAGES_WITHIN_BOUND;
import static parley.space.ConversationInvariant.NOTHING_COMES_OF_A_STOPPED_ROOT;
import static parley.space.ConversationInvariant.NO_AGENT_ANSWERS_ITSELF;
import static parley.space.ConversationInvariant.ONE_MESSAGE_PER_TURN;
import static parley.space.ConversationInvariant.STOPPED_TURNS_STAY_SILENT;
import static parley.space.ConversationRoom.THREE;
import static parley.space.ConversationRoom.TWO;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceEvent.TurnSuperseded;
import parley.space.floor.Asking;
import parley.space.floor.Denial;
import parley.space.floor.Floor;
import parley.space.floor.FloorRules;
import parley.space.floor.Guard;
import parley.space.floor.RootCount;

/** The rules of a space, each time with one defence removed. */
final class ConversationMutants {

    private ConversationMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(
                Mutant.of("an agent may answer itself", without(Denial.SELF), NO_AGENT_ANSWERS_ITSELF),
                Mutant.of("chains may be of any length", without(Denial.HOPS), CHAIN_WITHIN_HOPS),
                Mutant.of("a root may cause any number of turns", without(Denial.ROOT_TURNS), GRANTS_WITHIN_ROOT_BUDGET),
                Mutant.of("a root may cause any number of turns", without(Denial.ROOT_TURNS), MESSAGES_WITHIN_BOUND),
                Mutant.of("an agent may have any number of turns", without(Denial.AGENT_TURNS), GRANTS_WITHIN_AGENT_BUDGET),
                Mutant.of("a stopped root goes on", without(Denial.ROOT_CLOSED), NOTHING_COMES_OF_A_STOPPED_ROOT),
                Mutant.of("an answer does not end its turn", ConversationMutants::answerForgotten, ONE_MESSAGE_PER_TURN),
                Mutant.of("an answer does not end its turn", ConversationMutants::answerForgotten, EVERY_STEP_LEADS_TO_SILENCE),
                Mutant.of("a failure does not end its turn", ConversationMutants::failureForgotten, ENDED_TURNS_STAY_SILENT),
                Mutant.of("a stop does not end its turn", ConversationMutants::stopForgotten, STOPPED_TURNS_STAY_SILENT),
                Mutant.of("a newer message stops nothing", ConversationMutants::newerMessageIgnored, STOPPED_TURNS_STAY_SILENT),
                Mutant.of("counters are not stored", ConversationMutants::countersForgotten, GRANTS_WITHIN_ROOT_BUDGET),
                Mutant.of("counters are not stored", ConversationMutants::countersForgotten, GRANTS_WITHIN_AGENT_BUDGET));
    }

    /** Rules of a space with one defence removed, and the invariant that it defends. */
    record Mutant(
            String name,
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules,
            ConversationInvariant breaks) {

        /** The least in which it shows: only a newer message needs a second one. */
        ConversationRoom room() {
            return breaks == STOPPED_TURNS_STAY_SILENT ? TWO : THREE;
        }

        static Mutant of(String name, List<Guard> guards, ConversationInvariant breaks) {
            return new Mutant(name, new SpaceRules(new FloorRules(Asking.MENTIONED, guards)), breaks);
        }

        static Mutant of(String name, Forgetting forgetting, ConversationInvariant breaks) {
            return new Mutant(name, new ForgetfulRules(new SpaceRules(), forgetting), breaks);
        }

        @Override
        public String toString() {
            return name + ": " + breaks;
        }
    }

    /** What a space becomes by an event, instead of what it should become. */
    @FunctionalInterface
    interface Forgetting {
        Space instead(Space before, SpaceEvent event, Space after);
    }

    record ForgetfulRules(SpaceRules rules, Forgetting forgetting)
            implements Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> {

        @Override
        public Space initial() {
            return rules.initial();
        }

        @Override
        public Decision<SpaceEvent, SpaceReply> decide(Space space, SpaceCommand command, Instant now) {
            return rules.decide(space, command, now);
        }

        @Override
        public Space evolve(Space space, SpaceEvent event) {
            return forgetting.instead(space, event, rules.evolve(space, event));
        }
    }

    private static Space answerForgotten(Space before, SpaceEvent event, Space after) {
        if (!(event instanceof MessagePosted posted) || posted.provenance().turn() == null) {
            return after;
        }
        var heads = after.heads();
        var forgetful = new Heads(heads.young().minus(posted.key()), heads.old(), heads.youngSince(), null);
        return withTurnsOf(before, after).with(forgetful);
    }

    private static Space failureForgotten(Space before, SpaceEvent event, Space after) {
        return event instanceof TurnFailed ? withTurnsOf(before, after) : after;
    }

    private static Space stopForgotten(Space before, SpaceEvent event, Space after) {
        return event instanceof TurnCancelled ? withTurnsOf(before, after) : after;
    }

    private static Space newerMessageIgnored(Space before, SpaceEvent event, Space after) {
        return event instanceof TurnSuperseded ? before.next() : after;
    }

    private static Space countersForgotten(Space before, SpaceEvent event, Space after) {
        if (!(event instanceof TurnGranted granted)) {
            return after;
        }
        var floor = after.floor();
        var count = floor.root(granted.root()).orElseThrow();
        var none = new RootCount(
                count.author(),
                count.purpose(),
                count.limit(),
                0,
                HashTreePMap.empty(),
                count.asked(),
                count.repeats(),
                count.closed());
        return after.with(new Floor(
                floor.open(), floor.roots().plus(granted.root(), none), floor.ended(), floor.streak(), floor.speakers()));
    }

    private static Space withTurnsOf(Space before, Space after) {
        var floor = after.floor();
        return after.with(new Floor(
                before.floor().open(), floor.roots(), before.floor().ended(), floor.streak(), floor.speakers()));
    }

    static List<Guard> without(Denial... denials) {
        return Guard.ALL.stream()
                .filter(guard -> !List.of(denials).contains(guard.denial()))
                .toList();
    }

    static List<MemberId> everybodyTwice(Space space, Message message) {
        return Stream.of(message.mentions(), message.mentions())
                .flatMap(List::stream)
                .toList();
    }
}
