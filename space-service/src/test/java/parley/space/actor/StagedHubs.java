package parley.space.actor;

import static parley.space.SpaceStory.BEN;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import parley.space.actor.HubMessage.Place;

/** A space that is staged, and hubs that follow it. */
abstract class StagedHubs {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Duration OFTEN = Duration.ofMillis(20);
    static final Duration RARELY = Duration.ofSeconds(20);
    static final Duration LONG = Duration.ofSeconds(60);

    private final ActorTestKit kit = ActorTestKit.create();
    final TestProbe<Object> probe = kit.createTestProbe();
    final StagedSpace space = new StagedSpace();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    SpaceHubs hubs(Duration beat, Duration idleAfter) {
        return SpaceHubs.start(kit.system(), space.surroundings(beat, idleAfter));
    }

    static Attached.Begun begun(SpaceHubs hubs, Subscriber reader) {
        return (Attached.Begun) join(hubs.attach(StagedSpace.LOBBY, reader, false, null));
    }

    static Attached attached(SpaceHubs hubs, Place place) {
        return join(hubs.attach(StagedSpace.LOBBY, new StagedReader(BEN), false, place));
    }

    private static Attached join(CompletionStage<Attached> answer) {
        return answer.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
