package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.LimitSettings;
import parley.space.SpaceId;
import parley.space.actor.Batch;

/** Nobody waits for a slow reader, nothing is kept for one without bound, and nothing is lost to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReaderTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Tag("W17")
    void aReaderWhoStopsReadingIsNotWaitedForAndCatchesUpLater() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        var text = "x".repeat(2_000);
        bo.stopReading();

        IntStream.range(0, 900).forEach(i -> ana.posts(space, text));
        ana.texts(900);
        bo.readOn();

        long began = bo.all("live").getFirst().path("seq").asLong();
        long head = ana.events().getLast().path("seq").asLong();
        bo.await(frame -> frame.path("seq").asLong() == head);
        assertThat(Frames.sequence(bo.events())).containsExactlyElementsOf(Frames.after(began, head));
    }

    @Test
    @Tag("W17")
    void noMoreThanTheWindowIsSentToWhoAppliesNothing() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        bo.stopAcknowledging();

        IntStream.range(0, 600).forEach(i -> ana.posts(space, "x".repeat(2_000)));
        ana.texts(600);
        bo.send("{\"op\":\"ping\"}");
        bo.next("pong");

        int window = LimitSettings.DEFAULT.sockets().window();
        assertThat(size(bo.events())).isBetween(window, window + Batch.BYTES_MAX);
        long applied = bo.events().getLast().path("seq").asLong();
        bo.acknowledge(space.value(), applied);
        bo.await(frame -> frame.path("seq").asLong() == applied + 1);
    }

    @Test
    @Tag("W17")
    void whoIsFarBehindIsToldOnceAndGoesOnByAcknowledging() {
        var space = node.space("u_ana", "u_bo");
        var bo = farBehind(space);
        long began = bo.all("live").getFirst().path("seq").asLong();
        var lag = bo.next("lag");

        bo.startAcknowledging();
        bo.acknowledge(space.value(), lag.path("cursor").asLong());

        long head = node.store.events(space).size();
        assertThat(lag.path("head").asLong() - lag.path("cursor").asLong()).isGreaterThan(Lag.AFTER);
        bo.await(frame -> frame.path("seq").asLong() == head);
        assertThat(Frames.sequence(bo.events())).containsExactlyElementsOf(Frames.after(began, head));
        assertThat(bo.all("lag")).hasSize(1);
    }

    @Test
    @Tag("W17")
    void whoIsFarBehindGoesOnByPulling() {
        var space = node.space("u_ana", "u_bo");
        var bo = farBehind(space);
        long began = bo.all("live").getFirst().path("seq").asLong();
        long cursor = bo.next("lag").path("cursor").asLong();

        bo.startAcknowledging();
        bo.send("{\"op\":\"pull\",\"space\":\"%s\",\"after\":%d,\"limit\":500}".formatted(space, cursor));

        long head = node.store.events(space).size();
        bo.await(frame -> frame.path("seq").asLong() == head);
        assertThat(Frames.sequence(bo.events())).containsExactlyElementsOf(Frames.after(began, head));
    }

    /** Bo, who has applied nothing of what filled his window until now. */
    private Client farBehind(SpaceId space) {
        var bo = node.follow("u_bo", space);
        bo.stopAcknowledging();
        var text = "x".repeat(2_000);
        IntStream.range(0, Lag.AFTER + 300).forEach(_ -> node.posts(space, "u_ana", text));
        bo.send("{\"op\":\"ping\"}");
        bo.next("pong");
        bo.acknowledge(space.value(), bo.events().getLast().path("seq").asLong());
        return bo;
    }

    private static int size(List<JsonNode> events) {
        return events.stream().mapToInt(event -> event.toString().length()).sum();
    }
}
