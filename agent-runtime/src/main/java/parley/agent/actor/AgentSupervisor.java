package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.agent.run.Backoff;
import parley.agent.run.Progress;
import parley.agent.run.Run;
import parley.agent.run.RunCommand;
import parley.agent.run.RunId;
import parley.agent.run.Runs;
import parley.entity.Outcome;
import parley.entity.actor.Consequences;
import parley.entity.actor.EntityKind.ConsequencesOf;
import parley.space.OpenTurn;
import parley.space.Space;
import parley.space.SpaceCommand.ExpireTurns;
import parley.space.SpaceCommand.SettleTurn;
import parley.space.SpaceId;
import parley.space.view.OpenTurns;
import parley.space.view.Spaces;

/**
 * Sees to it that every granted turn has its run, and that every turn ends: what an open turn in a space means, whenever the space comes
 * back or changes.
 */
public final class AgentSupervisor implements ConsequencesOf<Space> {

    /** How long after its time a turn is ended, so that no difference of clocks makes the attempt come too early. */
    static final Duration EXPIRY_SLACK = Duration.ofSeconds(1);

    /** How long to go on trying to reach a run or a space. */
    static final Duration PERSIST = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(AgentSupervisor.class);

    private final Timing timing;
    private final CompletableFuture<Runs> runs = new CompletableFuture<>();
    private final CompletableFuture<Spaces> spaces = new CompletableFuture<>();

    public AgentSupervisor(Timing timing) {
        this.timing = timing;
    }

    /** Starts the work, once spaces and runs can be reached. */
    public void begin(Spaces reachableSpaces, Runs reachableRuns) {
        spaces.complete(reachableSpaces);
        runs.complete(reachableRuns);
    }

    /** Wakes the spaces that have open turns but nobody who asks for them, as after a restart. */
    public void sweep(OpenTurns openTurns) {
        var _ = openTurns.spaces().whenComplete((ids, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "the spaces with open turns cannot be read, so their agents answer when the spaces are next used",
                        failure);
                return;
            }
            ids.forEach(this::wake);
        });
    }

    @Override
    public Consequences<Space> of(String id, ActorContext<?> context) {
        return new TurnConsequences(new SpaceId(id));
    }

    private void wake(SpaceId space) {
        var _ = spaces.thenAccept(all ->
                reach(() -> all.read(space), Backoff.MIN, timing.instant().plus(PERSIST)));
    }

    private void ensure(RunId run) {
        var _ = runs.thenAccept(
                all -> reach(() -> all.read(run), Backoff.MIN, timing.instant().plus(PERSIST)));
    }

    private void stop(RunId run) {
        var until = timing.instant().plus(PERSIST);
        var _ = runs.thenAccept(all -> reach(
                () -> all.send(run, new RunCommand.Stop()),
                _ -> reach(() -> all.read(run), state -> settle(run, state), Backoff.MIN, until),
                Backoff.MIN,
                until));
    }

    /** What a run that is over came to, where it could not say so itself: it never began, or closed before it was asked. */
    private void settle(RunId id, Run run) {
        if (run.progress() instanceof Progress.Closed(var _, var cost)) {
            var settle = new SettleTurn(id.turn(), run.usage(), cost, "");
            var _ = spaces.thenAccept(all -> reach(
                    () -> all.send(id.space(), settle),
                    Backoff.MIN,
                    timing.instant().plus(PERSIST)));
        }
    }

    private void expire(SpaceId space) {
        var _ = spaces.thenAccept(all -> reach(
                () -> all.send(space, new ExpireTurns()),
                Backoff.MIN,
                timing.instant().plus(PERSIST)));
    }

    private <R> void reach(Supplier<CompletionStage<Outcome<R>>> question, Duration pause, Instant until) {
        reach(question, _ -> {}, pause, until);
    }

    /** Asks until there is an answer, with pauses, without blocking. */
    private <R> void reach(
            Supplier<CompletionStage<Outcome<R>>> question, Consumer<R> then, Duration pause, Instant until) {
        var _ = question.get().thenAccept(outcome -> {
            switch (outcome) {
                case Outcome.Answered<R>(var reply) -> then.accept(reply);
                case Outcome.Overloaded<R> _, Outcome.Unavailable<R> _ -> {
                    if (timing.instant().isBefore(until)) {
                        var next = Backoff.after(pause, timing.random());
                        var _ = timing.after(pause, () -> reach(question, then, next, until));
                    }
                }
            }
        });
    }

    /** What follows from the open turns of one space; runs on the space's own actor. */
    private final class TurnConsequences implements Consequences<Space> {

        private final SpaceId space;
        private Runnable revokeExpiry = () -> {};
        private Optional<Instant> expiry = Optional.empty();

        TurnConsequences(SpaceId space) {
            this.space = space;
        }

        @Override
        public void recovered(Space state) {
            state.floor().open().keySet().forEach(turn -> ensure(new RunId(space, turn)));
            state.floor().owed().forEach(turn -> stop(new RunId(space, turn)));
            watchExpiry(state);
        }

        @Override
        public void committed(Space before, Space after) {
            var was = before.floor().open();
            var is = after.floor().open();
            if (was.equals(is)) {
                return;
            }
            is.keySet().stream().filter(turn -> !was.containsKey(turn)).forEach(turn -> ensure(new RunId(space, turn)));
            was.keySet().stream()
                    .filter(turn -> !is.containsKey(turn) && after.floor().isOwed(turn))
                    .forEach(turn -> stop(new RunId(space, turn)));
            watchExpiry(after);
        }

        private void watchExpiry(Space state) {
            var next = state.floor().open().values().stream()
                    .map(OpenTurn::expiresAt)
                    .min(Comparator.naturalOrder());
            if (next.equals(expiry)) {
                return;
            }
            revokeExpiry.run();
            expiry = next;
            revokeExpiry = next.map(this::expireAt).orElse(() -> {});
        }

        private Runnable expireAt(Instant time) {
            var wait = Duration.between(timing.instant(), time.plus(EXPIRY_SLACK));
            return timing.after(wait.isNegative() ? Duration.ZERO : wait, () -> expire(space));
        }
    }
}
