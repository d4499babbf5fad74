package parley.agent.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.entity.Decider;
import parley.space.ConversationHistory.State;
import parley.space.ConversationHistory.Turn;
import parley.space.ConversationWorld;
import parley.space.ConversationWorld.Agents;
import parley.space.ConversationWorld.Move;
import parley.space.Invariant;
import parley.space.MemberId;
import parley.space.People;
import parley.space.SpaceStory;
import parley.space.TurnId;

/**
 * Agents whose every turn is a run: a process does what follows from what the run has stored, dies anywhere, and is replaced by another
 * one; what a process sent arrives once, twice or late.
 */
final class RunningAgents implements Agents<RunningAgents.Runs> {

    /** All runs, what was spent of what may go wrong, and what the last move has broken. */
    record Runs(PMap<TurnId, RunSituation> situations, int crashes, int failures, Set<Invariant> broken) {

        Runs with(TurnId turn, RunSituation situation, Set<Invariant> breaks) {
            return new Runs(situations.plus(turn, situation), crashes, failures, Set.copyOf(breaks));
        }
    }

    static final Instant NOW = SpaceStory.START;

    private final RunRoom room;
    private final People people;
    private final Decider<Run, RunCommand, RunEvent, RunReply> rules;

    RunningAgents(RunRoom room, Decider<Run, RunCommand, RunEvent, RunReply> rules) {
        this.room = room;
        people = room.room().outsiders();
        this.rules = rules;
    }

    @Override
    public Runs initial() {
        return new Runs(HashTreePMap.empty(), 0, 0, Set.of());
    }

    @Override
    public Set<Invariant> broken(Runs runs) {
        return runs.broken();
    }

    @Override
    public String key(Runs runs) {
        return runs.crashes() + "!" + runs.failures();
    }

    @Override
    public String key(Runs runs, TurnId turn, Function<MemberId, String> names) {
        return situation(runs, turn).key(names);
    }

    @Override
    public List<Move<Runs>> moves(ConversationWorld<Runs> world) {
        var moves = new ArrayList<Move<Runs>>();
        for (var turn : world.history().turns().values()) {
            new RunMoves(this, room, people.mentions(), world, turn, moves).add();
        }
        for (var deed : people.deeds(world)) {
            moves.add(Move.of(deed, unbroken(world.runs())));
        }
        return moves;
    }

    RunSituation situation(Runs runs, TurnId turn) {
        var known = runs.situations().get(turn);
        return known == null ? RunSituation.beginning(rules.initial()) : known;
    }

    /** Tells a run something, and makes the call that it agrees to. */
    RunSituation tell(RunSituation before, RunCommand command, Set<Invariant> broken) {
        var decision = rules.decide(before.run(), command, NOW);
        var run = before.run();
        var witness = before.witness();
        for (var event : decision.events()) {
            run = rules.evolve(run, event);
            witness = witness.after(event, broken);
        }
        if (decision.reply() instanceof RunReply.Accepted) {
            witness = switch (command) {
                case RunCommand.Begin(var _, var call) -> witness.calls(call.id(), run, broken);
                case RunCommand.Intend(var call) -> witness.calls(call.id(), run, broken);
                default -> witness;
            };
        }
        return new RunSituation(run, witness, before.lost(), before.heard());
    }

    static Runs unbroken(Runs runs) {
        return runs.broken().isEmpty() ? runs : new Runs(runs.situations(), runs.crashes(), runs.failures(), Set.of());
    }

    static boolean open(Turn turn) {
        return turn.state() == State.OPEN;
    }

    static Set<Invariant> nothing() {
        return new HashSet<>();
    }
}
