package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.space.SpaceId;
import parley.space.actor.HubSettings;

/** Who comes back goes on exactly where they were, or begins with the state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Tag("W9")
    void whoReturnsGoesOnExactlyWhereTheyWere() {
        var space = node.space("u_ana", "u_bo");
        var bo = node.follow("u_bo", space);
        node.posts(space, "u_ana", "seen");
        long cursor = bo.next("ev").path("seq").asLong();
        bo.vanish();
        for (int i = 0; i < 1_000; i++) {
            node.posts(space, "u_ana", "missed " + i);
        }

        var back = node.connect("u_bo");
        back.hello("{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, cursor));

        var sub = back.next("sub");
        assertThat(sub.path("mode").asText()).isEqualTo("delta");
        assertThat(sub.path("from").asLong()).isEqualTo(cursor + 1);
        long head = sub.path("head").asLong();
        assertThat(back.next("live").path("seq").asLong()).isEqualTo(head);
        assertThat(Frames.sequence(back.events())).containsExactlyElementsOf(Frames.after(cursor, head));
    }

    @Test
    void whoMissedNothingIsTold() {
        var space = node.space("u_ana");
        var head = node.posts(space, "u_ana", "last");
        var ana = node.connect("u_ana");

        ana.hello("{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, head));

        assertThat(ana.next("sub").path("mode").asText()).isEqualTo("current");
        assertThat(ana.next("live").path("seq").asLong()).isEqualTo(head);
    }

    @Test
    void anotherHistoryOrTooMuchOfItIsReplacedByTheState() {
        var space = node.space("u_ana");
        var head = node.posts(space, "u_ana", "last");
        for (var place : List.of("\"epoch\":\"other\",\"seq\":1", "\"epoch\":\"e_%s\",\"seq\":99".formatted(space))) {
            var ana = node.connect("u_ana");

            ana.hello("{\"space\":\"%s\",%s}".formatted(space, place));

            var sub = ana.next("sub");
            assertThat(sub.path("mode").asText()).isEqualTo("snapshot");
            assertThat(sub.path("head").asLong()).isEqualTo(head);
            assertThat(ana.next("snap").path("at").asLong()).isEqualTo(head);
        }
    }

    @Test
    void whoMissedMoreThanIsReplayedBeginsWithTheState() {
        var usual = HubSettings.DEFAULT;
        var most = 5;
        var brief = new HubSettings(
                usual.ringEvents(),
                usual.ringBytes(),
                most,
                usual.replayBytes(),
                usual.beat(),
                usual.idleAfter(),
                usual.ephemeralEvery(),
                usual.typingFor());
        try (var small = new Node(Generous.limits(), brief)) {
            var space = small.space("u_ana");
            var head = LongStream.rangeClosed(0, most)
                    .map(number -> small.posts(space, "u_ana", "message " + number))
                    .max()
                    .orElseThrow();
            var near = small.connect("u_ana");
            var far = small.connect("u_ana");

            near.hello(wish(space, head - most));
            far.hello(wish(space, head - most - 1));

            assertThat(near.next("sub").path("mode").asText()).isEqualTo("delta");
            assertThat(far.next("sub").path("mode").asText()).isEqualTo("snapshot");
        }
    }

    @Test
    void aSnapshotHoldsTheSpaceItsMembersAndItsLastMessages() {
        var space = node.space("u_ana", "u_bo");
        IntStream.range(0, 120).forEach(i -> node.posts(space, "u_bo", "m" + i));

        var ana = node.connect("u_ana");
        ana.hello("{\"space\":\"%s\"}".formatted(space));
        ana.next("live");

        var parts = ana.all("snap");
        assertThat(parts).hasSize(ana.all("sub").getFirst().path("parts").asInt());
        assertThat(parts.getFirst().path("data").path("members").findValuesAsText("id"))
                .containsExactlyInAnyOrder("u_admin", "u_ana", "u_bo");
        var texts = parts.stream()
                .flatMap(part -> part.path("data").path("messages").findValuesAsText("text").stream())
                .toList();
        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(20, 120).mapToObj(i -> "m" + i).toList());
    }

    @Test
    @Tag("S11")
    void aGapIsPulledWithoutANewConnection() {
        var space = node.space("u_ana");
        IntStream.range(0, 700).forEach(i -> node.posts(space, "u_ana", "m" + i));
        var ana = node.follow("u_ana", space);

        ana.send("{\"op\":\"pull\",\"space\":\"%s\",\"after\":10,\"limit\":500}".formatted(space));

        ana.await(frame -> frame.path("seq").asLong() == 510);
        assertThat(Frames.sequence(ana.events())).containsExactlyElementsOf(Frames.after(10, 510));
    }

    @Test
    @Tag("W28")
    void aHubThatFailsIsFoundAgainByItsReadersWithoutAGapOrARepetition() {
        var space = node.space("u_ana", "u_bo");
        var bo = node.follow("u_bo", space);
        long began = bo.all("live").getFirst().path("seq").asLong();

        for (int i = 0; i < 5; i++) {
            node.posts(space, "u_ana", "before " + i);
            node.encoder.failNext();
            node.posts(space, "u_ana", "when it fails " + i);
        }
        long head = node.posts(space, "u_ana", "after");

        bo.await(frame -> frame.path("seq").asLong() == head);
        assertThat(Frames.sequence(bo.events())).containsExactlyElementsOf(Frames.after(began, head));
        assertThat(bo.all("reset")).isEmpty();
    }

    @Test
    @Tag("W28")
    void anotherHistoryIsAnnouncedByItsEpochAndBegunWithItsState() {
        try (var restored = Node.generous(Duration.ofMillis(50))) {
            var space = restored.space("u_ana", "u_bo");
            restored.posts(space, "u_ana", "forgotten");
            var bo = restored.follow("u_bo", space);

            restored.restore(space, "e_another");
            var reset = bo.next("reset");
            bo.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(space));

            assertThat(reset.path("reason").asText()).isEqualTo("epoch");
            assertThat(reset.path("epoch").asText()).isEqualTo("e_another");
            assertThat(bo.next("sub").path("epoch").asText()).isEqualTo("e_another");
            long began = bo.next("live").path("seq").asLong();
            long next = restored.posts(space, "u_ana", "remembered");
            assertThat(next).isEqualTo(began + 1);
            bo.await(frame ->
                    frame.path("seq").asLong() == next && Frames.text(frame).equals("remembered"));
        }
    }

    @Test
    @Tag("S7")
    void aStoreThatFailsIsAnErrorToTryAgainAndNothingMore() {
        var space = node.space("u_ana", "u_bo");
        var first = node.posts(space, "u_ana", "first");
        IntStream.range(0, 600).forEach(i -> node.posts(space, "u_ana", "m" + i));
        node.follow("u_ana", space);
        var bo = node.connect("u_bo");

        node.store.fails(true);
        bo.hello("{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, first));
        // the hub that follows the space has begun after these events, so it needs the log for them
        var refused = bo.next("err");
        node.store.fails(false);
        bo.send("{\"op\":\"sub\",\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, first));

        assertThat(Frames.code(refused)).isEqualTo("unavailable");
        assertThat(refused.path("problem").path("retryable").asBoolean()).isTrue();
        assertThat(bo.next("sub").path("mode").asText()).isEqualTo("delta");
        bo.next("live");
    }

    private static String wish(SpaceId space, long seq) {
        return "{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, seq);
    }
}
