package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.MovableClock;
import parley.space.MemberId;
import parley.space.actor.Attached;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.HubSettings;

/** Who was told that a space does not answer is not kept there either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntranceTest {

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration BEAT = Duration.ofMillis(100);

    private final Node node = new Node(Generous.limits(), idleAfter(Duration.ofSeconds(1)));
    private final MovableClock clock = new MovableClock();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void whoWasNotAnsweredInTimeIsNotLetInWhenTheAnswerComes() {
        var space = node.space("u_ana");
        node.posts(space, "u_ana", "missed");
        var free = new CompletableFuture<Boolean>();
        node.store.waitsFor(free);
        var line = node.session(clock, Owners.identity("u_ana"));
        var reader = new Poll(new MemberId("u_ana"), 1);
        var entrance = new Entrance(node.surroundings(clock), line, space, reader, false, MOMENT);
        var answer = new CompletableFuture<Attached>();

        entrance.attach(new Place("e_" + space, 1), answer::complete);
        Patience.await(() -> line.told().isEmpty() && answer.isDone());
        free.complete(true);

        assertThat(answer.join()).isInstanceOf(Attached.Unavailable.class);
        Patience.await(() -> node.hubs.count() == 0);
    }

    private static HubSettings idleAfter(Duration time) {
        var usual = HubSettings.DEFAULT;
        return new HubSettings(
                usual.ringEvents(),
                usual.ringBytes(),
                usual.replayEvents(),
                usual.replayBytes(),
                BEAT,
                time,
                usual.ephemeralEvery(),
                usual.typingFor());
    }
}
