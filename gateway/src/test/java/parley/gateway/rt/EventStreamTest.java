package parley.gateway.rt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Standing;
import parley.gateway.rest.EventStreams;
import parley.gateway.rest.Refusal;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.HubSettings;

/** Server-sent events hold what a socket would, and go on exactly where they broke off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class EventStreamTest {

    private static final String ADDRESS = "192.0.2.1";

    private final Node node = Node.generous();
    private final EventStreams streams = node.realtime.streams();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aListenerBeginsWithTheStateAndGoesOnWithEvents() {
        var space = node.space("u_ana", "u_bo");
        try (var events = listen("u_ana", space, null)) {
            var snapshot = events.await(op("snap"));
            events.await(op("live"));

            node.posts(space, "u_bo", "hello");

            assertThat(snapshot.frames().getLast().path("data").has("members")).isTrue();
            var heard = events.await(op("ev"));
            var frame = heard.frames().getFirst();
            assertThat(Frames.text(frame)).isEqualTo("hello");
            assertThat(heard.id())
                    .isEqualTo("e_%s.%d".formatted(space, frame.path("seq").asLong()));
        }
    }

    @Test
    @Tag("W9")
    void aListenerWhoComesBackHearsExactlyWhatItMissed() {
        var space = node.space("u_ana", "u_bo");
        Place place;
        try (var events = listen("u_ana", space, null)) {
            events.await(op("live"));
            node.posts(space, "u_bo", "first");
            events.await(frame -> Frames.text(frame).equals("first"));
            place = place(events.lastId());
        }

        node.posts(space, "u_bo", "second");
        node.posts(space, "u_bo", "third");

        try (var events = listen("u_ana", space, place)) {
            var frames = new ArrayList<>(events.await(op("sub")).frames());
            while (frames.stream().filter(op("ev")).count() < 2) {
                frames.addAll(events.await(op("ev")).frames());
            }
            assertThat(frames.getFirst().path("mode").asText()).isEqualTo("delta");
            assertThat(frames.stream().filter(op("ev")).map(Frames::text)).containsExactly("second", "third");
        }
    }

    @Test
    void whatPassesHasNoPlace() {
        var space = node.space("u_ana", "u_bo");
        try (var events = listen("u_ana", space, null)) {
            events.await(op("live"));
            var place = events.lastId();

            var bo = node.follow("u_bo", space);
            var passing = events.await(op("eph"));

            assertThat(passing.id()).isEmpty();
            assertThat(events.lastId()).isEqualTo(place);
            bo.leave();
        }
    }

    @Test
    @Tag("W17")
    void aListenerNeedsNoWindowToHearMuch() {
        var space = node.space("u_ana", "u_bo");
        try (var events = listen("u_ana", space, null)) {
            events.await(op("live"));
            var text = "x".repeat(15_000);

            for (int i = 0; i < 40; i++) {
                node.posts(space, "u_bo", i + text);
            }

            events.await(frame -> Frames.text(frame).startsWith("39x"));
        }
    }

    @Test
    void aStreamEndsWithTheMembershipAndItsLastFrameSaysSo() {
        var space = node.space("u_ana", "u_bo");
        try (var events = listen("u_ana", space, null)) {
            events.await(op("live"));

            node.leaves(space, "u_ana");
            node.posts(space, "u_bo", "now that she has gone");

            var rest = events.rest();
            assertThat(rest.getLast().frames().getLast().path("reason").asText())
                    .isEqualTo("membership");
            assertThat(rest)
                    .noneMatch(event -> event.frames().stream()
                            .anyMatch(frame -> Frames.text(frame).startsWith("now that")));
        }
    }

    @Test
    @Tag("S10")
    void whoSpeaksInRequestsHearsTheAnswersOnTheStream() {
        var space = node.space("u_ana", "u_bo");
        var ana = Owners.identity("u_ana");
        var stream = streams.prepare(ana, hello(space).getBytes(UTF_8));
        try (var events = node.events(streams.open(stream, ana, ADDRESS).orElseThrow())) {
            events.await(op("live"));

            assertThat(Patience.join(streams.say(stream, ana, command(space).getBytes(UTF_8))))
                    .isTrue();

            var frames = new ArrayList<JsonNode>();
            while (frames.stream().noneMatch(op("ok")) || frames.stream().noneMatch(op("ev"))) {
                frames.addAll(events.await(op("ok").or(op("ev"))).frames());
            }
            assertThat(frames).filteredOn(op("ev")).extracting(Frames::text).containsExactly("hello");
            assertThat(frames).filteredOn(op("ok")).allMatch(ok -> ok.path("re").asInt() == 7);
        }
        Patience.await(
                () -> refused(() -> streams.say(stream, ana, command(space).getBytes(UTF_8))));
    }

    @Test
    @Tag("S10")
    void whatIsSaidToAStreamThatEndsIsRefusedAndWhatWasSaidBeforeIsAnswered() {
        var space = node.space("u_eve");
        var eve = Owners.identity("u_eve");
        var stream = streams.prepare(eve, hello(space).getBytes(UTF_8));
        var heard = node.pulled(streams.open(stream, eve, ADDRESS).orElseThrow());
        var unknown = command(space).replace("message.send", "message.sing").getBytes(UTF_8);
        Patience.await(() -> !refused(() -> Patience.join(streams.say(stream, eve, unknown))));

        node.owners.stands("u_eve", Standing.REVOKED);
        node.realtime.proveAgain(eve.user());

        Patience.await(() -> refused(() -> Patience.join(streams.say(stream, eve, unknown))));
        var told = new StringBuilder();
        for (var next = Patience.join(heard.pull()); next.isPresent(); next = Patience.join(heard.pull())) {
            told.append(next.get().utf8String());
        }
        assertThat(told).containsSubsequence("\"re\":7", "\"op\":\"bye\"");
    }

    @Test
    void aStreamIsOpenedOnceAndByWhoMadeItReady() {
        var space = node.space("u_ana", "u_bo");
        var stream = streams.prepare(Owners.identity("u_ana"), hello(space).getBytes(UTF_8));

        assertThat(streams.open(stream, Owners.identity("u_bo"), ADDRESS)).isEmpty();
        assertThat(streams.open(stream, Owners.identity("u_ana"), ADDRESS)).isPresent();
        assertThat(streams.open(stream, Owners.identity("u_ana"), ADDRESS)).isEmpty();
        assertThatThrownBy(() -> streams.prepare(Owners.identity("u_ana"), "{\"op\":\"ping\"}".getBytes(UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hello");
    }

    @Test
    @Tag("V11")
    void streamsCountAsSockets() {
        var usual = LimitSettings.DEFAULT;
        var sockets = new LimitSettings.Sockets(
                2, 1_000, 1_000, 2, 256 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(2));
        var limits = new LimitSettings(sockets, usual.commands(), usual.requests(), usual.frames());
        try (var small = new Node(limits, HubSettings.DEFAULT)) {
            var space = small.space("u_ana");
            var ana = Owners.identity("u_ana");
            var socket = small.follow("u_ana", space);
            try (var events = small.events(small.realtime.streams().follow(ana, ADDRESS, space, null, 0))) {
                events.await(op("live"));

                assertThatThrownBy(() -> small.realtime.streams().follow(ana, ADDRESS, space, null, 0))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("2 sockets");
            }
            Patience.await(() -> small.realtime.openSockets() == 1);
            socket.leave();
        }
    }

    @Test
    @Tag("W16")
    void whoListensWhenTheNodeGoesDownIsToldWhenToComeBack() {
        var leaving = Node.generous();
        var space = leaving.space("u_ana");
        try (leaving;
                var events = leaving.events(
                        leaving.realtime.streams().follow(Owners.identity("u_ana"), ADDRESS, space, null, 0))) {
            events.await(op("live"));

            Patience.join(leaving.realtime.drain(Duration.ZERO));

            var last = events.rest().getLast();
            assertThat(last.frames().getLast().path("op").asText()).isEqualTo("bye");
            assertThat(last.frames().getLast().path("close").asInt()).isEqualTo(4000);
            assertThat(last.retry())
                    .isEqualTo(last.frames().getLast().path("retryAfterMs").asLong());
        }
    }

    @Test
    void whoAsksAndWaitsIsAnsweredWhenThereIsSomething() {
        var space = node.space("u_ana", "u_bo");
        var place = new Place("e_" + space, node.posts(space, "u_bo", "before"));
        var ana = Owners.identity("u_ana");

        var waiting = streams.await(ana, ADDRESS, space, place, Duration.ofMinutes(5));
        Patience.await(() -> node.realtime.openSockets() > 0);
        assertThat(waiting.toCompletableFuture()).isNotDone();
        node.posts(space, "u_bo", "after");

        Patience.join(waiting);
        Patience.join(streams.await(ana, ADDRESS, space, place, Duration.ofMinutes(5)));
        var next = new Place(place.epoch(), place.seq() + 1);
        Patience.join(streams.await(ana, ADDRESS, space, next, Duration.ofMillis(1)));
    }

    @Test
    void whoWaitsAndIsRemovedWaitsNoLonger() {
        var space = node.space("u_ana", "u_bo");
        var place = new Place("e_" + space, node.posts(space, "u_bo", "before"));

        var waiting = streams.await(Owners.identity("u_ana"), ADDRESS, space, place, Duration.ofMinutes(5));
        node.leaves(space, "u_ana");

        Patience.join(waiting);
    }

    private Events listen(String person, SpaceId space, @Nullable Place place) {
        return node.events(streams.follow(Owners.identity(person), ADDRESS, space, place, 50));
    }

    private static Place place(String id) {
        int dot = id.lastIndexOf('.');
        return new Place(id.substring(0, dot), Long.parseLong(id.substring(dot + 1)));
    }

    private static boolean refused(Runnable action) {
        try {
            action.run();
            return false;
        } catch (Refusal refusal) {
            return true;
        } catch (CompletionException failed) {
            return failed.getCause() instanceof Refusal;
        }
    }

    private static String hello(SpaceId space) {
        return "{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\",\"tail\":0}]}".formatted(space);
    }

    private static String command(SpaceId space) {
        return "{\"op\":\"cmd\",\"id\":7,\"space\":\"%s\",\"type\":\"message.send\",\"key\":\"%s\",\"data\":{\"text\":\"hello\"}}"
                .formatted(space, Keys.next());
    }

    private static Predicate<JsonNode> op(String op) {
        return frame -> frame.path("op").asText().equals(op);
    }
}
