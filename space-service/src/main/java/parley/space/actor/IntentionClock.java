package parley.space.actor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.entity.actor.Consequences;
import parley.entity.actor.EntityKind.ConsequencesOf;
import parley.space.Space;
import parley.space.SpaceCommand.ExpireIntentions;
import parley.space.SpaceId;
import parley.space.view.Spaces;

/**
 * Sees to it that intentions end in time: a timer on the first end, whenever the space comes back or changes. It stops with the space's
 * actor, as nobody looks at a space that sleeps; one that wakes looks at the time at once.
 */
public final class IntentionClock implements ConsequencesOf<Space> {

    /** How long after its time an intention is ended, so that no difference of clocks makes the attempt come too early. */
    static final Duration SLACK = Duration.ofSeconds(1);

    /** How long to wait at least before a space is asked again that did not answer, or whose clock was behind. */
    static final Duration AGAIN = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final CompletableFuture<Spaces> spaces = new CompletableFuture<>();

    public IntentionClock(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts the work, once spaces can be reached. */
    public void begin(Spaces reachable) {
        spaces.complete(reachable);
    }

    @Override
    public Consequences<Space> of(String id, ActorContext<?> context) {
        var space = new SpaceId(id);
        return new Consequences<>() {

            private Optional<Instant> first = Optional.empty();
            private Optional<ActorRef<Signal>> timer = Optional.empty();

            @Override
            public void recovered(Space state) {
                look(state);
            }

            @Override
            public void committed(Space before, Space after) {
                if (!before.intentions().equals(after.intentions())) {
                    look(after);
                }
            }

            private void look(Space state) {
                var next = state.intentions().firstEnd();
                if (next.equals(first)) {
                    return;
                }
                first = next;
                if (timer.isEmpty()) {
                    timer = Optional.of(context.spawnAnonymous(Timer.create(space, clock, spaces)));
                }
                timer.get().tell(next.<Signal>map(Until::new).orElseGet(Never::new));
            }
        };
    }

    private sealed interface Signal {}

    private record Until(Instant time) implements Signal {}

    private record Never() implements Signal {}

    private record Due() implements Signal {}

    private record Asked(Instant time) implements Signal {}

    /** The timer of one space. */
    private static final class Timer extends AbstractBehavior<Signal> {

        private final SpaceId space;
        private final InstantSource clock;
        private final CompletableFuture<Spaces> spaces;
        private final TimerScheduler<Signal> timers;
        private @Nullable Instant until;

        static Behavior<Signal> create(SpaceId space, InstantSource clock, CompletableFuture<Spaces> spaces) {
            return Behaviors.setup(
                    context -> Behaviors.withTimers(timers -> new Timer(context, timers, space, clock, spaces)));
        }

        private Timer(
                ActorContext<Signal> context,
                TimerScheduler<Signal> timers,
                SpaceId space,
                InstantSource clock,
                CompletableFuture<Spaces> spaces) {
            super(context);
            this.timers = timers;
            this.space = space;
            this.clock = clock;
            this.spaces = spaces;
        }

        @Override
        public Receive<Signal> createReceive() {
            return newReceiveBuilder().onAnyMessage(this::on).build();
        }

        private Behavior<Signal> on(Signal signal) {
            switch (signal) {
                case Until(var time) -> {
                    until = time;
                    startIn(time, Duration.ZERO);
                }
                case Never _ -> {
                    until = null;
                    timers.cancelAll();
                }
                case Due _ -> ask();
                case Asked(var time) -> {
                    if (time.equals(until)) {
                        startIn(time, AGAIN);
                    }
                }
            }
            return this;
        }

        /** What has ended brings another time, or none; until then it is asked again. */
        private void ask() {
            var time = until;
            if (time != null) {
                getContext()
                        .pipeToSelf(
                                spaces.thenCompose(all -> all.send(space, new ExpireIntentions())),
                                (_, _) -> new Asked(time));
            }
        }

        private void startIn(Instant time, Duration least) {
            var wait = Duration.between(clock.instant(), time.plus(SLACK));
            timers.startSingleTimer(new Due(), wait.compareTo(least) < 0 ? least : wait);
        }
    }
}
