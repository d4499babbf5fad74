package parley.agent.run;

import java.util.List;
import java.util.Set;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.Kind;
import parley.entity.Decider;
import parley.space.ConversationChecker;
import parley.space.ConversationInvariant;
import parley.space.ConversationRoom;
import parley.space.Invariant;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceReply;

/**
 * A room whose agents are driven by runs, and what may happen to these.
 *
 * @param crashes how often a process may die
 * @param failures how a call may fail
 * @param failuresMax how often calls may fail
 */
record RunRoom(ConversationRoom room, List<ModelId> models, int crashes, List<Kind> failures, int failuresMax) {

    /** As often as it likes. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    static final ModelId LARGE = ModelId.parse("openai/large");
    static final ModelId SMALL = ModelId.parse("ollama/small");

    /** One turn, and everything that can happen to it. */
    static final RunRoom ONE_TURN = new RunRoom(
            room("one turn", 1, 1, 1, 1, 1, 1), List.of(LARGE, SMALL), UNLIMITED, List.of(Kind.values()), UNLIMITED);

    static final RunRoom TWO_TURNS = frail(room("two turns at once", 2, 1, 2, 1, 1, 2), 1);
    static final RunRoom TWO_MESSAGES =
            frail(room("two messages, of which the newer stops what the older began", 2, 2, 2, 1, 2, 1), 0);
    static final RunRoom CHAIN = frail(room("a chain of answers", 2, 1, 4, 3, 2, 1), 0);

    /** Where no process dies, so that more may be said. */
    static final RunRoom CROWD =
            new RunRoom(room("more asked than may answer", 2, 1, 3, 2, 2, 2), List.of(LARGE), 0, List.of(), 0);

    private static ConversationRoom room(
            String name,
            int agents,
            int messages,
            int turnsPerRoot,
            int hops,
            int turnsPerAgent,
            int mentionsOfPerson) {
        return new ConversationRoom(
                name,
                agents,
                1,
                messages,
                0,
                turnsPerRoot,
                hops,
                turnsPerAgent,
                mentionsOfPerson,
                ConversationRoom.UNLIMITED);
    }

    /** Where one process may die, and some calls fail. */
    private static RunRoom frail(ConversationRoom room, int failuresMax) {
        return new RunRoom(room, List.of(LARGE), 1, List.of(Kind.INTERRUPTED), failuresMax);
    }

    /** The least in which it shows that spaces do not keep to something. */
    static RunRoom leastFor(ConversationInvariant invariant) {
        return switch (invariant) {
            case CHAIN_WITHIN_HOPS -> frail(room("one hop", 2, 1, 4, 1, 2, 1), 0);
            case GRANTS_WITHIN_ROOT_BUDGET, MESSAGES_WITHIN_BOUND ->
                frail(room("one turn in all", 2, 1, 1, 2, 2, 2), 0);
            case GRANTS_WITHIN_AGENT_BUDGET -> frail(room("one turn each", 2, 1, 4, 3, 1, 1), 0);
            case STOPPED_TURNS_STAY_SILENT -> TWO_MESSAGES;
            default -> CROWD;
        };
    }

    /** The most messages of agents that can be caused: no more than were promised, and so many that the search was not idle. */
    int bound() {
        return room.messages() * Math.min(room.bound(), room.mentionsOfPerson() * room.hops());
    }

    /** Visits every conversation that this room can have. */
    ConversationChecker.Result search(
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> spaceRules,
            Decider<Run, RunCommand, RunEvent, RunReply> runRules,
            Set<? extends Invariant> sought) {
        var agents = new RunningAgents(this, runRules);
        return new ConversationChecker<>(spaceRules, agents, room.members(), 1).search(room.start(), sought);
    }

    @Override
    public String toString() {
        return room.name();
    }
}
