package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.LimitSettings;
import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.TurnId;
import parley.space.actor.Ephemeral;
import parley.space.actor.HubSettings;
import parley.space.floor.TurnPolicy;

/** Members see at once who is there, who is typing and what an agent is writing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassingTest {

    private static final int TEXT = 8 * 1024;

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
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
    @Tag("S3")
    void presenceFollowsTheConnection() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);

        var bo = node.follow("u_bo", space);
        Frames.awaitPresence(ana, "u_bo", "active");
        bo.vanish();

        Frames.awaitPresence(ana, "u_bo", "reconnecting");
        Frames.awaitPresence(ana, "u_bo", "offline");
    }

    @Test
    @Tag("S3")
    void whoClosesOrUnsubscribesIsGoneAtOnceAndIsNotWaitedFor() {
        var space = node.space("u_ana", "u_bo", "u_eve");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        var eve = node.follow("u_eve", space);

        bo.leave();
        eve.send("{\"op\":\"unsub\",\"space\":\"%s\"}".formatted(space));

        Patience.await(() -> List.of("u_bo", "u_eve").stream()
                .allMatch(person -> ana.all("eph").stream()
                        .anyMatch(frame -> state(frame, person).equals("offline"))));
        assertThat(ana.all("eph"))
                .noneMatch(frame -> state(frame, "u_bo").equals("reconnecting")
                        || state(frame, "u_eve").equals("reconnecting"));
    }

    @Test
    @Tag("S1")
    void subscribingAnewIsNotGoingAway() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        var since = Frames.awaitPresence(ana, "u_bo", "active").path("since").asLong();

        bo.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(space));
        bo.next("snap");
        bo.leave();
        Frames.awaitPresence(ana, "u_bo", "offline");

        assertThat(ana.all("eph").stream()
                        .map(frame -> frame.path("set").path("u_bo"))
                        .filter(row -> row.has("since")))
                .isNotEmpty()
                .allMatch(row -> row.path("since").asLong() == since);
        assertThat(ana.all("eph").stream().filter(frame -> state(frame, "u_bo").equals("offline")))
                .hasSize(1);
    }

    @Test
    @Tag("S1")
    void whatOneWasLastSeenToDoIsAnActionOrAReadMarkerAndNotAConnection() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var head = node.posts(space, "u_ana", "hello");
        var bo = node.follow("u_bo", space);
        assertThat(Frames.awaitPresence(ana, "u_bo", "active").has("lastSeen")).isFalse();

        bo.answer(bo.command(space, "read.set", "", "{\"upTo\":%d}".formatted(head)));

        ana.await(frame -> frame.path("set").path("u_bo").has("lastSeen"));
    }

    @Test
    void aModelIsToldAnewToWhoAsksAndNothingElseIs() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        node.follow("u_bo", space);
        Frames.awaitPresence(ana, "u_bo", "active");
        int events = ana.events().size();
        int snapshots = ana.all("snap").size();

        ana.send("{\"op\":\"sub\",\"space\":\"%s\",\"only\":[\"presence\"]}".formatted(space));

        var whole = ana.await(frame -> frame.path("model").asText().equals("presence")
                && frame.path("base").asLong() == 0);
        assertThat(whole.path("set").has("u_ana")).isTrue();
        assertThat(state(whole, "u_bo")).isEqualTo("active");
        assertThat(ana.events()).hasSize(events);
        assertThat(ana.all("snap")).hasSize(snapshots);
    }

    @Test
    @Tag("W9")
    void whoReturnsIsToldOnlyWhatChangedAboutPresence() {
        var space = node.space("u_ana", "u_bo", "u_eve");
        var ana = node.follow("u_ana", space);
        node.follow("u_bo", space);
        var known = Frames.awaitDelta(ana, "u_bo", "active");
        var head = ana.all("live").getLast().path("seq").asLong();
        ana.leave();

        var again = node.connect("u_ana");
        again.hello("{\"space\":\"%s\",\"epoch\":\"e_%s\",\"seq\":%d,\"eph\":{\"presence\":[\"%s\",%d]}}"
                .formatted(
                        space,
                        space,
                        head,
                        known.path("incarnation").asText(),
                        known.path("version").asLong()));

        var missed = again.await(frame -> frame.path("model").asText().equals("presence"));
        assertThat(missed.path("base").asLong()).isEqualTo(known.path("version").asLong());
        assertThat(missed.path("set").has("u_bo")).isFalse();
    }

    @Test
    @Tag("V10")
    void ofACrowdOneIsToldOfThoseOnTheScreenAndHowManyThereAre() {
        var space = node.space("u_ana", "u_bo", "u_eve");
        for (int i = 0; i <= Ephemeral.EVERYBODY_MAX; i++) {
            node.joins(space, "u_" + i);
        }
        node.follow("u_bo", space);
        var ana = node.follow("u_ana", space);
        assertThat(ana.all("snap").getFirst().path("data").path("presence").path("set"))
                .isEmpty();

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"visible\":[\"u_bo\"]}".formatted(space));
        Frames.awaitPresence(ana, "u_bo", "active");
        var eve = node.follow("u_eve", space);
        ana.await(frame -> frame.path("model").asText().equals("presence")
                && frame.path("online").asInt() == 3);
        assertThat(ana.all("eph")).noneMatch(frame -> frame.path("set").has("u_eve"));

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"visible\":[\"u_eve\"]}".formatted(space));
        var turned = Frames.awaitDelta(ana, "u_eve", "active");
        assertThat(turned.path("del").toString()).contains("u_bo");
        eve.leave();
        Frames.awaitPresence(ana, "u_eve", "offline");
    }

    @Test
    void whatAnAgentDoesIsSeenAtOnceAndByLateComers() {
        var space = node.space(new TurnPolicy.Mention(), "u_ana", "u_bo");
        node.joinsAgent(space, "a_jarvis");
        var ana = node.follow("u_ana", space);
        var turn = node.wakes(space, "a_jarvis");
        doing(ana, "thinking");

        node.hubs.does(space, turn, new Activity.Using("search"));
        doing(ana, "tool:search");
        var bo = node.follow("u_bo", space);
        assertThat(bo.all("snap").getFirst().path("data").path("agents").findValuesAsText("state"))
                .containsExactly("tool:search");
        node.hubs.released(space, turn);
        doing(ana, "idle");
    }

    @Test
    void toActOneFollowsTheSpace() {
        var space = node.space("u_ana");
        var ana = node.connect("u_ana");
        ana.hello();

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"typing\":true}".formatted(space));

        var error = ana.next("err");
        assertThat(error.path("space").asText()).isEqualTo(space.value());
        assertThat(error.path("problem").path("detail").asText()).contains("subscribe");
    }

    private static void doing(Client client, String state) {
        client.await(frame -> frame.path("model").asText().equals("agents")
                && state(frame, "a_jarvis").equals(state));
    }

    private static String state(JsonNode frame, String member) {
        return frame.path("set").path(member).path("state").asText();
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

    @Test
    @Tag("V9")
    void whoLagsIsTheFirstNotToBeToldOfTypingAndIsToldOnceTheyCatchUp() {
        var space = node.space("u_ana", "u_bo", "u_eve");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        bo.stopAcknowledging();
        var quarter = LimitSettings.DEFAULT.sockets().window() / 4;
        for (int sent = 0; sent <= quarter; sent += TEXT) {
            ana.answer(ana.posts(space, "x".repeat(TEXT)));
        }
        bo.texts(quarter / TEXT + 1);

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"typing\":true}".formatted(space));
        ana.await(PassingTest::tellsOfTyping);
        node.follow("u_eve", space);
        Frames.awaitPresence(bo, "u_eve", "active");

        assertThat(bo.all("eph")).noneMatch(PassingTest::tellsOfTyping);
        bo.acknowledge(space.value(), node.store.events(space).size());
        bo.await(PassingTest::tellsOfTyping);
    }

    private static boolean tellsOfTyping(JsonNode frame) {
        return frame.path("model").asText().equals("typing")
                && frame.path("set").has("u_ana");
    }
}
