package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.LimitSettings;
import parley.space.MemberId;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.Batch;
import parley.space.actor.HubSettings;

/** Every member of a space hears every event once and in order, whatever becomes of the other members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealtimeTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aMessageIsAnsweredOnceStoredAndHeardByAll() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        var ok = ana.answer(ana.posts(space, "hello"));

        assertThat(ok.path("op").asText()).isEqualTo("ok");
        assertThat(ok.path("dup").asBoolean()).isFalse();
        var stored = (MessagePosted) node.stored(space).get(ok.path("seq").asInt() - 1);
        assertThat(stored.text()).isEqualTo("hello");
        var heard = bo.next("ev");
        assertThat(Node.text(heard)).isEqualTo("hello");
        assertThat(heard.path("seq")).isEqualTo(ok.path("seq"));
        assertThat(heard.path("causedBy").asText()).isEqualTo(stored.key());
        assertThat(heard.path("actor").asText()).isEqualTo("u_ana");
    }

    @Test
    @Tag("T1")
    void aClientThatDiesWithoutAWordHarmsNobody() {
        var space = node.space("u_ana", "u_bo", "u_cy");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        var cy = node.follow("u_cy", space);
        ana.posts(space, "before");
        cy.texts(1);

        cy.vanish();
        IntStream.range(0, 50).forEach(i -> ana.posts(space, "a" + i));
        IntStream.range(0, 50).forEach(i -> bo.posts(space, "b" + i));

        assertThat(ana.texts(101)).containsExactlyElementsOf(bo.texts(101));
        assertThat(ana.all("err")).isEmpty();
        assertThat(bo.all("err")).isEmpty();
    }

    @Test
    @Tag("T4")
    void whoJoinsDuringABroadcastMissesNothingAndHearsNothingTwice() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var joined = new ArrayList<Client>();

        for (int i = 0; i < 300; i++) {
            ana.posts(space, "m" + i);
            if (i % 20 == 0) {
                var bo = node.connect("u_bo");
                bo.hello("{\"space\":\"%s\",\"tail\":0}".formatted(space));
                joined.add(bo);
            }
        }
        ana.texts(300);

        long head = ana.events().getLast().path("seq").asLong();
        for (var bo : joined) {
            long began = bo.next("sub").path("head").asLong();
            bo.await(frame -> frame.path("seq").asLong() == head);
            assertThat(sequence(bo.events())).containsExactlyElementsOf(after(began, head));
        }
    }

    @Test
    @Tag("T12")
    void aMessageHasOneIdForEverybody() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        ana.posts(space, "hello");

        var here = ana.next("ev");
        assertThat(bo.next("ev")).isEqualTo(here);
    }

    @Test
    @Tag("T13")
    void oneMayLeaveOutOnesOwnMessagesAndStillSeeNoGap() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.connect("u_ana");
        ana.hello("{\"space\":\"%s\",\"tail\":0,\"own\":false}".formatted(space));
        long began = ana.next("live").path("seq").asLong();

        ana.answer(ana.posts(space, "mine"));
        node.posts(space, "u_bo", "yours");
        ana.answer(ana.posts(space, "mine again"));

        Node.await(() -> ana.events().size() == 3);
        assertThat(ana.texts(1)).containsExactly("yours");
        assertThat(sequence(ana.events())).containsExactlyElementsOf(after(began, began + 3));
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
        assertThat(sequence(back.events())).containsExactlyElementsOf(after(cursor, head));
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
        assertThat(sequence(ana.events())).containsExactlyElementsOf(after(10, 510));
    }

    @Test
    void theSameKeyIsTheSameMessage() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);
        var key = Keys.next();
        var first = ana.answer(ana.posts(space, key, "once"));

        var again = ana.answer(ana.posts(space, key, "once"));
        var other = ana.answer(ana.posts(space, key, "something else"));

        assertThat(again.path("dup").asBoolean()).isTrue();
        assertThat(again.path("seq")).isEqualTo(first.path("seq"));
        assertThat(other.path("problem").path("code").asText()).isEqualTo("key_reused");
    }

    @Test
    void aRemovedMemberHearsOfItAndOfNothingThatFollows() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        node.leaves(space, "u_bo");
        node.posts(space, "u_ana", "between us");
        ana.texts(1);

        assertThat(bo.next("reset").path("reason").asText()).isEqualTo("membership");
        assertThat(bo.events().getLast().path("type").asText()).isEqualTo("member.left");
        assertThat(bo.answer(bo.posts(space, "let me in"))
                        .path("problem")
                        .path("code")
                        .asText())
                .isEqualTo("no_such_space");
    }

    @Test
    void aReadMarkerGoesForwardAndNoFurtherThanTheSpace() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);
        long head = ana.answer(ana.posts(space, "hello")).path("seq").asLong();

        var beyond = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":%d}".formatted(head + 1)));
        var all = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":%d}".formatted(head)));
        var less = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":1}"));

        assertThat(code(beyond)).isEqualTo("invalid");
        assertThat(all.path("seq").asLong()).isEqualTo(head);
        assertThat(less.path("seq").asLong()).isEqualTo(head);
    }

    @Test
    void whatAnAgentWritesIsSeenAsItGrowsAndByLateComersFromItsBeginning() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var turn = new TurnId("t_9");
        var agent = new MemberId("a_jarvis");

        node.hubs.draft(space, turn, agent, 1, 0, "Plan A is ");
        streamed(ana, "Plan A is ");
        var bo = node.follow("u_bo", space);
        node.hubs.draft(space, turn, agent, 1, 10, "cheaper.");
        streamed(ana, "Plan A is cheaper.");
        node.hubs.draft(space, turn, agent, 2, 0, "Plan B.");
        streamed(ana, "Plan B.");

        var last = bo.await(frame -> frame.path("model").asText().equals("stream")
                && frame.path("try").asInt() == 2);
        assertThat(last.path("offset").asInt()).isZero();
        assertThat(last.path("text").asText()).isEqualTo("Plan B.");
    }

    /** Waits until a client that follows the rule of offsets has so much of a draft. */
    private static void streamed(Client client, String text) {
        var draft = new StringBuilder();
        client.await(frame -> {
            if (frame.path("model").asText().equals("stream")) {
                draft.setLength(Math.min(draft.length(), frame.path("offset").asInt()));
                draft.append(frame.path("text").asText());
            }
            return text.endsWith(draft.toString()) && !draft.isEmpty();
        });
    }

    @Test
    @Tag("S8")
    void aHiddenSpaceLooksToStrangersAsIfItDidNotExist() {
        var space = node.space("u_ana");
        var eve = node.connect("u_eve");

        eve.hello("{\"space\":\"%s\"}".formatted(space), "{\"space\":\"sp_none\"}");

        assertThat(List.of(code(eve.next("err")), code(eve.next("err")))).containsOnly("no_such_space");
        var hidden = eve.answer(eve.posts(space, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "hello"));
        var missing = eve.answer(eve.posts(new SpaceId("sp_none"), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "hello"));
        assertThat(hidden.path("problem")).isEqualTo(missing.path("problem"));
    }

    @Test
    @Tag("S3")
    void presenceFollowsTheConnection() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);

        var bo = node.follow("u_bo", space);
        presence(ana, "u_bo", "active");
        bo.vanish();

        presence(ana, "u_bo", "offline");
    }

    @Test
    @Tag("T2")
    void socketsThatCameAndWentLeaveNothingBehind() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        int before = node.realtime.openSockets();

        for (int i = 0; i < 50; i++) {
            var bo = node.follow("u_bo", space);
            if (i % 2 == 0) {
                bo.vanish();
            } else {
                bo.leave();
                assertThat(bo.closeCode()).isEqualTo(1000);
            }
        }

        presence(ana, "u_bo", "offline");
        Node.await(() -> node.realtime.openSockets() == before);
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
        assertThat(sequence(bo.events())).containsExactlyElementsOf(after(began, head));
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

    private static int size(List<JsonNode> events) {
        return events.stream().mapToInt(event -> event.toString().length()).sum();
    }

    @Test
    @Tag("S7")
    void aStoreThatFailsIsAnErrorToTryAgainAndNothingMore() {
        var space = node.space("u_ana", "u_bo");
        var first = node.posts(space, "u_ana", "first");
        IntStream.range(0, 600).forEach(i -> node.posts(space, "u_ana", "m" + i));
        node.follow("u_ana", space);
        var bo = node.connect("u_bo");

        node.logFails = true;
        bo.hello("{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, first));
        // the hub that follows the space has begun after these events, so it needs the log for them
        var refused = bo.next("err");
        node.logFails = false;
        bo.send("{\"op\":\"sub\",\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d}".formatted(space, space, first));

        assertThat(code(refused)).isEqualTo("unavailable");
        assertThat(refused.path("problem").path("retryable").asBoolean()).isTrue();
        assertThat(bo.next("sub").path("mode").asText()).isEqualTo("delta");
        bo.next("live");
    }

    @Test
    @Tag("S3")
    void whoHasSentAMessageIsNotShownTypingAnyMore() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"typing\":true}".formatted(space));
        bo.await(frame -> frame.path("model").asText().equals("typing")
                && frame.path("set").has("u_ana"));
        ana.posts(space, "hello");
        bo.texts(1);
        var heard = System.nanoTime();
        bo.await(frame -> frame.path("model").asText().equals("typing")
                && frame.path("del").toString().contains("u_ana"));

        assertThat(Duration.ofNanos(System.nanoTime() - heard))
                .isLessThan(HubSettings.DEFAULT.typingFor().dividedBy(2));
    }

    private static void presence(Client client, String person, String state) {
        client.await(frame -> frame.path("model").asText().equals("presence")
                && frame.path("set").path(person).path("state").asText().equals(state));
    }

    private static String code(JsonNode error) {
        return error.path("problem").path("code").asText();
    }

    private static List<Long> sequence(List<JsonNode> events) {
        return events.stream()
                .flatMapToLong(event -> event.path("op").asText().equals("skip")
                        ? LongStream.rangeClosed(
                                event.path("from").asLong(), event.path("to").asLong())
                        : LongStream.of(event.path("seq").asLong()))
                .boxed()
                .toList();
    }

    private static List<Long> after(long cursor, long head) {
        return LongStream.rangeClosed(cursor + 1, head).boxed().toList();
    }
}
