package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.agent.AgentDefinition;
import parley.agent.context.Room;
import parley.agent.model.ModelId;
import parley.agent.run.RunBrief;
import parley.agent.run.RunId;
import parley.space.MemberId;
import parley.space.OpenTurn;
import parley.space.Space;
import parley.space.floor.RootCount;

/** Tells an agent what its turn is about, from the space as it stands. */
final class Briefing {

    /** How long a run may take from its grant on. */
    static final Duration DEADLINE = Duration.ofMinutes(2);

    /** What is left of a turn for posting its answer. */
    static final Duration DELIVERY = Duration.ofSeconds(5);

    private Briefing() {}

    static RunBrief brief(RunId id, Space space, OpenTurn turn, List<ModelId> models) {
        return new RunBrief(
                id.space(),
                turn.id(),
                turn.agent(),
                turn.root(),
                turn.trigger(),
                turn.hop(),
                payer(space, turn),
                turn.upToSeq(),
                models,
                turn.grantedAt(),
                deadline(turn));
    }

    /** What the agent may know: nothing that happened after its grant. */
    static Room room(Space space, OpenTurn turn, List<AgentDefinition> agents) {
        return new Room(
                space.settings().title(),
                space.settings().topic(),
                space.members(),
                agents.stream()
                        .filter(agent -> agent.enabled() && space.members().containsKey(agent.id()))
                        .toList(),
                space.recent().stream()
                        .filter(message -> message.seq() <= turn.upToSeq())
                        .toList());
    }

    private static Instant deadline(OpenTurn turn) {
        var own = turn.grantedAt().plus(DEADLINE);
        var ofSpace = turn.expiresAt().minus(DELIVERY);
        return own.isBefore(ofSpace) ? own : ofSpace;
    }

    private static @Nullable MemberId payer(Space space, OpenTurn turn) {
        return space.floor().root(turn.root()).map(RootCount::author).orElse(null);
    }
}
