package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorSystem;

/** The time of the machine, told by the scheduler of the actor system. */
public final class SystemTiming implements Timing {

    private final ActorSystem<?> system;

    public SystemTiming(ActorSystem<?> system) {
        this.system = system;
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        return system.scheduler().scheduleOnce(delay, action, system.executionContext())::cancel;
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
