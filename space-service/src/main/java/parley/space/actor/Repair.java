package parley.space.actor;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.view.Contiguity;

/**
 * Reads from the log what a hub missed: one stretch at a time, with pauses that double while the log does not give it.
 */
final class Repair {

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    private final SpaceId space;
    private final HubSurroundings around;
    private final ActorContext<HubMessage> context;
    private final TimerScheduler<HubMessage> timers;
    private Duration pause = PAUSE_MIN;
    private boolean underWay;

    Repair(SpaceId space, HubSurroundings around, ActorContext<HubMessage> context, TimerScheduler<HubMessage> timers) {
        this.space = space;
        this.around = around;
        this.context = context;
        this.timers = timers;
    }

    /** Starts to read what is missing, if anything is; the hub hears {@link HubMessage.Repaired}. */
    void check(Contiguity<SpaceEvent> order) {
        var missing = order.missing();
        if (missing.isEmpty() || underWay) {
            return;
        }
        underWay = true;
        context.pipeToSelf(
                around.read(space, missing.get().after(), missing.get().limit()),
                (events, _) -> new HubMessage.Repaired(events == null ? List.of() : events));
    }

    /** To be told of each {@link HubMessage.Repaired}. */
    void read(boolean nothing) {
        if (nothing) {
            timers.startSingleTimer(new HubMessage.RepairAgain(), pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            return;
        }
        underWay = false;
        pause = PAUSE_MIN;
    }

    /** To be told of each {@link HubMessage.RepairAgain}. */
    void again() {
        underWay = false;
    }
}
