package parley.space.actor;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.view.Contiguity;

/**
 * A space's log as its hub hears it: each event once and in order. What got lost is read from the store: one stretch at
 * a time, with pauses that double while the store does not give it.
 */
final class GaplessLog {

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final HubMessage AGAIN = new HubMessage.RepairAgain();

    private final SpaceId space;
    private final HubSurroundings around;
    private final ActorContext<HubMessage> context;
    private final TimerScheduler<HubMessage> timers;
    private Contiguity<SpaceEvent> order = new Contiguity<>(0);
    private Duration pause = PAUSE_MIN;
    private boolean reading;
    private int history;

    GaplessLog(
            SpaceId space,
            HubSurroundings around,
            ActorContext<HubMessage> context,
            TimerScheduler<HubMessage> timers) {
        this.space = space;
        this.around = around;
        this.context = context;
        this.timers = timers;
    }

    /** A history of which everything up to a place is known already; what is still read of the one before is of no use. */
    void begin(long seq) {
        history++;
        order = new Contiguity<>(seq);
        pause = PAUSE_MIN;
        reading = false;
        timers.cancel(AGAIN);
    }

    /** The last event that was handed out. */
    long cursor() {
        return order.cursor();
    }

    /** Takes what has arrived and gives what can be applied now. */
    List<Stored<SpaceEvent>> offer(List<Stored<SpaceEvent>> arrived) {
        var ready = order.offer(arrived);
        readMissing();
        return ready;
    }

    /** The log has got so far. */
    void announced(long seq) {
        order.announced(seq);
        readMissing();
    }

    /** To be told of each {@link HubMessage.Repaired}; gives what can be applied now. */
    List<Stored<SpaceEvent>> read(HubMessage.Repaired repaired) {
        if (repaired.history() != history) {
            return List.of();
        }
        if (repaired.events().isEmpty()) {
            timers.startSingleTimer(AGAIN, AGAIN, pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            return List.of();
        }
        reading = false;
        pause = PAUSE_MIN;
        return offer(repaired.events());
    }

    /** To be told of each {@link HubMessage.RepairAgain}. */
    void readAgain() {
        reading = false;
        readMissing();
    }

    private void readMissing() {
        var missing = order.missing();
        if (missing.isEmpty() || reading) {
            return;
        }
        reading = true;
        int asking = history;
        context.pipeToSelf(
                around.read(space, missing.get().after(), missing.get().limit()),
                (events, _) -> new HubMessage.Repaired(asking, events == null ? List.of() : events));
    }
}
