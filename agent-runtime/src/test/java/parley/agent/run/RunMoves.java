package parley.agent.run;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.Complete;
import parley.agent.run.RunCommand.FailCall;
import parley.agent.run.RunCommand.GiveUp;
import parley.agent.run.RunCommand.Intend;
import parley.agent.run.RunCommand.Recover;
import parley.agent.run.RunCommand.Stop;
import parley.agent.run.RunningAgents.Runs;
import parley.ledger.CallId;
import parley.ledger.Usage;
import parley.money.Cost;
import parley.money.Usd;
import parley.space.ConversationHistory.State;
import parley.space.ConversationHistory.Turn;
import parley.space.ConversationWorld;
import parley.space.ConversationWorld.Move;
import parley.space.Invariant;
import parley.space.MemberId;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceStory;
import parley.space.TurnFailure;

/** What may happen next to the run of one turn. */
final class RunMoves {

    private static final SpaceId SPACE = new SpaceId("sp_a");
    private static final Usage USED = Usage.of(100, 10);

    private final RunningAgents agents;
    private final RunRoom room;
    private final List<List<MemberId>> mentions;
    private final ConversationWorld<Runs> world;
    private final Turn turn;
    private final List<Move<Runs>> moves;
    private final RunSituation now;
    private final Run run;

    RunMoves(
            RunningAgents agents,
            RunRoom room,
            List<List<MemberId>> mentions,
            ConversationWorld<Runs> world,
            Turn turn,
            List<Move<Runs>> moves) {
        this.agents = agents;
        this.room = room;
        this.mentions = mentions;
        this.world = world;
        this.turn = turn;
        this.moves = moves;
        now = agents.situation(world.runs(), turn.id());
        run = now.run();
    }

    void add() {
        repeats();
        if (run.closed()) {
            return;
        }
        run.inFlight().ifPresent(call -> results(call.intent().id()));
        if (turn.state() == State.STOPPED || turn.state() == State.SILENT) {
            stop();
        }
        if (run.started() && !now.lost() && world.runs().crashes() < room.crashes()) {
            crash();
        }
        if (now.lost()) {
            takeOver();
            return;
        }
        work();
    }

    /** What the process does; what it leaves undone is done by nobody. */
    private void work() {
        var heard = now.heard();
        if (heard != null) {
            tell(heard, now.hearing(null));
            return;
        }
        switch (run.progress()) {
            case Progress.New() -> {
                goesOn(new RunCommand.Begin(brief(turn), intent(1)));
                goesOn(new GiveUp(brief(turn), TurnFailure.BUDGET, "spent"));
            }
            case Progress.Waiting() -> {
                goesOn(new Intend(intent(run.nextAttempt())));
                goesOn(new GiveUp(brief(turn), TurnFailure.TIMEOUT, "late"));
            }
            case Progress.Calling() -> {}
            case Progress.Answering answering -> says(speech().answer(answering), speech()::heardOfAnswer);
            case Progress.Failing failing -> says(speech().failure(failing), RunSpeech::heardOfFailure);
            case Progress.Stopping() -> tell(new Close(RunOutcome.STOPPED, Cost.NONE), now);
            case Progress.Closed _ -> {}
        }
    }

    private void results(CallId call) {
        for (var mentioned : mentions) {
            tell(completed(call, SpaceStory.words(turn.id()), mentioned, FinishReason.STOP), now);
        }
        tell(completed(call, "", List.of(), FinishReason.STOP), now);
        tell(completed(call, "", List.of(), FinishReason.CONTENT_FILTER), now);
        if (world.runs().failures() < room.failuresMax()) {
            for (var kind : room.failures()) {
                var broken = RunningAgents.nothing();
                var failed = failed(call, kind);
                var next = agents.tell(now.seen(now.witness().excusing()), failed, broken);
                inward(failed, counted(next, broken, 0, room.failuresMax() == RunRoom.UNLIMITED ? 0 : 1));
            }
        }
    }

    private void stop() {
        var broken = RunningAgents.nothing();
        var stop = new Stop();
        inward(
                stop,
                world.runs().with(turn.id(), agents.tell(now.seen(now.witness().stops()), stop, broken), broken));
    }

    private void crash() {
        inward(
                "crash of " + turn.id(),
                counted(now.killed(), Set.of(), room.crashes() == RunRoom.UNLIMITED ? 0 : 1, 0));
    }

    private void takeOver() {
        var broken = RunningAgents.nothing();
        var recover = new Recover();
        var next = agents.tell(now.takenOver(), recover, broken);
        next = next.seen(next.witness().takenOver(broken));
        if (next.run().inFlight().isPresent()) {
            broken.add(RunInvariant.NOBODY_WAITS_FOR_A_LOST_CALL);
        }
        inward(recover, world.runs().with(turn.id(), next, broken));
    }

    /** What was sent before arrives again, or late, or at the wrong run. */
    private void repeats() {
        for (var call : run.calls()) {
            if (!call.inFlight()) {
                again(completed(call.intent().id(), "again", List.of(), FinishReason.STOP));
                again(failed(call.intent().id(), Kind.CANCELLED));
            }
            again(new Intend(call.intent()));
        }
        if (run.started()) {
            again(new RunCommand.Begin(brief(turn), intent(1)));
            for (var other : world.history().turns().values()) {
                if (RunningAgents.open(other) && !other.id().equals(turn.id())) {
                    again(new RunCommand.Begin(brief(other), intent(run.nextAttempt())));
                }
            }
        }
        var answer = now.witness().answer();
        if (answer != null && !answer.text().isBlank()) {
            var late = new Progress.Answering(answer.text(), answer.mentions(), answer.model());
            moves.add(new Move.Told<>(
                    speech().answer(late),
                    RunningAgents.NOW,
                    _ -> RunningAgents.unbroken(world.runs()),
                    false,
                    !RunningAgents.open(turn)));
        }
    }

    private void again(RunCommand command) {
        var broken = RunningAgents.nothing();
        var next = agents.tell(now, command, broken);
        if (next.run().seq() > run.seq()) {
            broken.add(RunInvariant.TOLD_TWICE_IS_TOLD_ONCE);
        }
        if (!next.equals(now) || !broken.isEmpty()) {
            inward(command, world.runs().with(turn.id(), next, broken));
        }
    }

    private void goesOn(RunCommand command) {
        var broken = RunningAgents.nothing();
        var next = agents.tell(now, command, broken);
        if (next.run().seq() == run.seq()) {
            broken.add(RunInvariant.EVERY_RUN_CAN_GO_ON);
        }
        inward(command, world.runs().with(turn.id(), next, broken));
    }

    private void tell(RunCommand command, RunSituation situation) {
        var broken = RunningAgents.nothing();
        var next = agents.tell(situation, command, broken);
        if (next.run().closed() && world.space().floor().turn(turn.id()).isPresent()) {
            broken.add(RunInvariant.CLOSED_RUNS_LEAVE_NO_TURN_OPEN);
        }
        if (command instanceof Close
                && !next.run().closed()
                && next.run().inFlight().isEmpty()) {
            broken.add(RunInvariant.EVERY_RUN_CAN_GO_ON);
        }
        inward(command, world.runs().with(turn.id(), next, broken));
    }

    private void says(SpaceCommand command, Function<SpaceReply, RunCommand> heard) {
        var broken = RunningAgents.nothing();
        if (!Objects.requireNonNull(run.brief()).turn().equals(turn.id())) {
            broken.add(RunInvariant.RUNS_SPEAK_FOR_THEIR_OWN_TURN);
        }
        if (command instanceof SpaceCommand.PostAnswer post && !stored(post)) {
            broken.add(RunInvariant.WHAT_IS_POSTED_WAS_STORED);
        }
        Function<SpaceReply, Runs> next =
                reply -> world.runs().with(turn.id(), now.hearing(heard.apply(reply)), broken);
        moves.add(new Move.Told<>(command, RunningAgents.NOW, next, false, false));
    }

    private RunSpeech speech() {
        return new RunSpeech(run, brief(turn));
    }

    private boolean stored(SpaceCommand.PostAnswer post) {
        var answer = now.witness().answer();
        return answer != null
                && answer.text().equals(post.text())
                && answer.mentions().equals(post.mentions());
    }

    private void inward(Object step, Runs runs) {
        moves.add(new Move.Inward<>(step, runs));
    }

    private Runs counted(RunSituation next, Set<Invariant> broken, int crashes, int failures) {
        var runs = world.runs().with(turn.id(), next, broken);
        return new Runs(runs.situations(), runs.crashes() + crashes, runs.failures() + failures, runs.broken());
    }

    private static Complete completed(CallId call, String text, List<MemberId> mentions, FinishReason finish) {
        return new Complete(call, text, mentions, USED, true, finish);
    }

    private static FailCall failed(CallId call, Kind kind) {
        return new FailCall(call, kind, "", USED, "");
    }

    /** With the model that the run prefers, and its first where it should have given up. */
    private CallIntent intent(int attempt) {
        var preferred = run.nextModels();
        var model = preferred.isEmpty() ? room.models().getFirst() : preferred.getFirst();
        return new CallIntent(brief(turn).call(1, attempt), 1, attempt, model, "hash", 500, new Usd(1_000), "1");
    }

    private RunBrief brief(Turn of) {
        return new RunBrief(
                SPACE,
                of.id(),
                of.agent(),
                of.root(),
                of.trigger(),
                of.hop(),
                SpaceStory.ADA,
                1,
                room.models(),
                RunningAgents.NOW,
                RunningAgents.NOW.plusSeconds(120));
    }
}
