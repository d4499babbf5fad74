package parley.gateway.rt;

import java.time.Duration;
import parley.gateway.access.LimitSettings;
import parley.space.actor.HubSettings;

/** Settings that a busy test does not notice. */
final class Generous {

    private Generous() {}

    static LimitSettings limits() {
        var usual = LimitSettings.DEFAULT;
        var fast = new LimitSettings.Rate(1_000_000, 1_000_000);
        var sockets = new LimitSettings.Sockets(
                10_000, 10_000, 10_000, 200, 256 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(5));
        return new LimitSettings(
                sockets, new LimitSettings.Commands(fast, fast, 100_000, 50), usual.requests(), usual.frames());
    }

    /** Hubs as usual, which look after themselves so often. */
    static HubSettings hubs(Duration beat) {
        var usual = HubSettings.DEFAULT;
        return new HubSettings(
                usual.ringEvents(),
                usual.ringBytes(),
                usual.replayEvents(),
                usual.replayBytes(),
                beat,
                usual.idleAfter(),
                usual.ephemeralEvery(),
                usual.typingFor());
    }
}
