package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.run.Run;
import parley.agent.run.RunEvent.CallIntended;
import parley.agent.run.RunId;
import parley.ledger.CallId;
import parley.ledger.LedgerEvent.Released;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.Usage;
import parley.money.Usd;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.TurnFailure;
import parley.space.floor.FloorSettings;

/** Wherever the process is killed, a turn ends once, each call is paid once, and no more is called than was promised. */
@Tag("W18")
@Tag("W20")
@Tag("T5")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RunCrashTest {

    private static final MemberId JARVIS = new MemberId("a_jarvis");
    private static final ModelReply FINE = new Finished("Plan A, @alice.", Usage.of(100, 10), FinishReason.STOP);
    private static final ModelReply UNCOUNTED = new Finished("Plan B.", null, FinishReason.STOP);
    private static final ModelReply SILENT = new Finished("", Usage.of(100, 1), FinishReason.STOP);
    private static final ModelReply BROKEN = new Failed(Kind.PROVIDER, "503", null, "");
    private static final ModelReply CUT = new Failed(Kind.INTERRUPTED, "cut", null, "Plan");
    private static final ModelReply REFUSED = new Failed(Kind.REJECTED, "400", null, "");

    /** What the model does, call by call; its last deed again and again. */
    private record Script(List<ModelReply> replies) {

        static Script of(ModelReply... replies) {
            return new Script(List.of(replies));
        }

        ModelReply reply(int call) {
            return replies.get(Math.min(call, replies.size() - 1));
        }
    }

    /** One life of a turn, with what the model was asked. */
    private static final class Life {
        final Fate fate;
        final World world;
        final List<CallId> called = new ArrayList<>();

        Life(Script script, Set<Integer> deaths) {
            fate = new Fate(deaths);
            world = new World(model(script), fate, FloorSettings.DEFAULT, "jarvis");
            world.says("@jarvis plan", JARVIS);
            world.settle();
        }

        private LanguageModel model(Script script) {
            return (_, listener, _) -> {
                var run = world().runs.values().iterator().next();
                var call = run.state().inFlight().orElseThrow().intent().id();
                assertThat(world().ledger.state().calls())
                        .as("the call is paid for")
                        .containsKey(call);
                called.add(call);
                listener.onText("Plan ");
                return script.reply(called.size() - 1);
            };
        }

        private World world() {
            return world;
        }

        Run run() {
            return world.runs.values().iterator().next().state();
        }

        @Nullable
        Usd postedCost() {
            return world.space.events(MessagePosted.class).stream()
                    .map(MessagePosted::answer)
                    .filter(answer -> answer != null)
                    .map(answer -> answer.cost().amount())
                    .findFirst()
                    .orElse(null);
        }
    }

    @Test
    void aPlainTurnIsFourWritesUntilItsAnswerIsThere() {
        var life = new Life(Script.of(FINE), Set.of());
        var run = life.world.runs.values().iterator().next();
        var setUp = 2;

        assertThat(life.world.space.writes() - setUp)
                .as("the question and the answer")
                .isEqualTo(2);
        assertThat(run.writes()).as("begun, answered; and closed afterwards").isEqualTo(3);
        assertThat(life.called).hasSize(1);
        assertThat(life.postedCost()).isEqualTo(new Usd(110_000));
    }

    @Test
    void anAnswerIsPostedOnceWhereverTheProcessDiesTwice() {
        for (var deaths : deaths(new Life(Script.of(FINE), Set.of()).fate.points())) {
            var life = new Life(Script.of(FINE), deaths);

            check(life, deaths);
            assertThat(life.world.space.events(MessagePosted.class))
                    .as("killed at %s", deaths)
                    .hasSize(2);
            assertThat(life.called.size()).as("killed at %s", deaths).isLessThanOrEqualTo(1 + life.world.restarts);
        }
    }

    @Test
    void everyOtherEndIsReachedOnceAsWell() {
        var scripts = List.of(
                Script.of(BROKEN, FINE),
                Script.of(CUT, UNCOUNTED),
                Script.of(SILENT),
                Script.of(REFUSED),
                Script.of(BROKEN, CUT, BROKEN));
        for (var script : scripts) {
            var points = new Life(script, Set.of()).fate.points();
            IntStream.rangeClosed(1, points).mapToObj(Set::of).forEach(death -> check(new Life(script, death), death));
        }
    }

    @Test
    void aTurnThatKillsEveryProcessEndsVisibly() {
        var everything = new HashSet<>(IntStream.rangeClosed(1, 400).boxed().toList());
        IntStream.rangeClosed(1, 400).filter(point -> point % 19 != 0).forEach(everything::remove);

        var life = new Life(Script.of(FINE), everything);

        assertThat(ends(life)).hasSize(1);
    }

    @Test
    void aRunWhoseAnswerCannotBeHandledIsGivenUp() {
        var life = new Life(Script.of(BROKEN), Set.of());

        assertThat(life.called).hasSize(Run.ATTEMPTS_MAX);
        assertThat(life.world.space.events(TurnFailed.class))
                .extracting(TurnFailed::failure)
                .containsExactly(TurnFailure.MODEL);
    }

    /** What holds at the end of every life. */
    private static void check(Life life, Set<Integer> deaths) {
        var world = life.world;
        var because = "killed at " + deaths;
        assertThat(ends(life)).as("ends, %s", because).hasSize(1);
        assertThat(life.called)
                .as("every attempt has its own name, %s", because)
                .doesNotHaveDuplicates();
        assertThat(life.called.size()).as("calls, %s", because).isLessThanOrEqualTo(Run.ATTEMPTS_MAX);
        var concluded = Stream.concat(
                        world.ledger.events(Settled.class).stream().map(Settled::call),
                        world.ledger.events(Released.class).stream().map(Released::call))
                .toList();
        assertThat(concluded).as("settled or released once, %s", because).doesNotHaveDuplicates();
        assertThat(concluded).as("every call made is settled, %s", because).containsAll(life.called);
        var intended = world.runs.values().stream()
                .flatMap(run -> run.events(CallIntended.class).stream())
                .map(event -> event.call().id())
                .toList();
        assertThat(concluded).as("every hold has ended, %s", because).containsAll(intended);
        assertThat(life.run())
                .as("replayed, %s", because)
                .isEqualTo(world.run(new RunId(World.SPACE, turn(life))).replayed());
        var posted = life.postedCost();
        if (posted != null) {
            assertThat(posted)
                    .as("the cost shown is the cost booked, %s", because)
                    .isEqualTo(booked(world));
        }
    }

    private static parley.space.TurnId turn(Life life) {
        return life.world.runs.keySet().iterator().next().turn();
    }

    private static Usd booked(World world) {
        return world.ledger.events(Settled.class).stream().map(Settled::amount).reduce(Usd.ZERO, Usd::plus);
    }

    private static List<SpaceEvent> ends(Life life) {
        return life.world.space.events().stream()
                .filter(event -> event instanceof TurnFailed
                        || event instanceof TurnPassed
                        || (event instanceof MessagePosted posted
                                && posted.author().equals(JARVIS)))
                .toList();
    }

    /** Every single point, and every two of them. */
    private static List<Set<Integer>> deaths(int points) {
        var deaths = new ArrayList<Set<Integer>>();
        for (int first = 1; first <= points; first++) {
            deaths.add(Set.of(first));
            for (int second = first + 1; second <= first + points; second++) {
                deaths.add(Set.of(first, second));
            }
        }
        return deaths;
    }
}
