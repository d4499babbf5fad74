package parley.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.system.Api;
import parley.system.Ulid;
import parley.system.conformance.Server.Person;

/** Whoever speaks the protocol, by whatever way, is in the same conversation as everybody else. */
@ParameterizedClass
@EnumSource
class ConformanceIT {

    private static final int TEXT_MAX = 16_384;

    @TempDir
    private static Path folder;

    @AutoClose
    private static Server server;

    private final Transport transport;
    private final Person ana;
    private final Person bo;

    /** Others for each transport: one person may have only so many connections, and who vanishes is not missed at once. */
    ConformanceIT(Transport transport) {
        this.transport = transport;
        ana = server.person("ana over " + transport);
        bo = server.person("bo over " + transport);
    }

    @BeforeAll
    static void start() throws Exception {
        server = Server.get(folder);
    }

    @Test
    void beginsWithTheStateAndAsManyMessagesAsWished() {
        var space = server.space(ana, bo);
        posts(bo, space, 3);

        try (var here = transport.join(ana.api(), space, Place.state(2))) {
            var beginning = here.ear().beginning();

            assertThat(beginning.mode()).isEqualTo("snapshot");
            assertThat(beginning.epoch()).isNotEmpty();
            assertThat(texts(beginning.state().path("messages"))).containsExactly("message 2", "message 3");
            assertThat(ids(beginning.state().path("members"))).containsExactlyInAnyOrder(ana.id(), bo.id());
        }
    }

    @Test
    @Tag("W9")
    @Tag("S11")
    void everyEventIsHeardOnceAndInOrderByEverybody() {
        var space = server.space(ana, bo);
        try (var here = transport.join(ana.api(), space, Place.state(0));
                var there = transport.join(bo.api(), space, Place.state(0))) {
            here.ear().beginning();
            there.ear().beginning();
            long last = 0;
            for (int i = 0; i < 4; i++) {
                here.mouth().post(Ulid.next(), "from here " + i, null);
                last = there.mouth().post(Ulid.next(), "from there " + i, null).seq();
            }

            var heardHere = here.ear().upTo(last);
            var heardThere = there.ear().upTo(last);

            assertThat(sequence(heardHere)).containsExactlyElementsOf(after(here, last));
            assertThat(sequence(heardThere)).containsExactlyElementsOf(after(there, last));
            assertThat(heardThere).containsExactlyElementsOf(heardHere);
        }
    }

    @Test
    @Tag("W9")
    void whoVanishesAndReturnsHearsExactlyWhatWasMissed() {
        var space = server.space(ana, bo);
        Ear.Beginning before;
        try (var here = transport.join(ana.api(), space, Place.state(0))) {
            before = here.ear().beginning();
        }
        var missed = posts(bo, space, 3);

        try (var again = transport.join(ana.api(), space, Place.after(before.epoch(), before.seq()))) {
            assertThat(again.ear().beginning().mode()).isEqualTo("delta");
            assertThat(sequence(again.ear().upTo(missed.getLast())))
                    .containsExactlyElementsOf(range(before.seq(), missed.getLast()));
        }
        try (var current = transport.join(ana.api(), space, Place.after(before.epoch(), missed.getLast()))) {
            assertThat(current.ear().beginning().mode()).isEqualTo("current");
        }
    }

    @Test
    void anotherHistoryIsReplacedByTheState() {
        var space = server.space(ana);

        try (var here = transport.join(ana.api(), space, Place.after("another-history", 1))) {
            assertThat(here.ear().beginning().mode()).isEqualTo("snapshot");
        }
    }

    @Test
    void theSameKeyIsTheSameMessageAndAnotherTextUnderItIsRefused() {
        var space = server.space(ana);
        try (var here = transport.join(ana.api(), space, Place.state(0))) {
            var key = Ulid.next();

            var first = here.mouth().post(key, "once", null);
            var again = here.mouth().post(key, "once", null);
            var other = here.mouth().post(key, "something else", null);

            assertThat(first.body().path("dup").asBoolean()).isFalse();
            assertThat(again.body().path("dup").asBoolean()).isTrue();
            assertThat(again.seq()).isEqualTo(first.seq());
            assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
            other.assertRefused(409, "key_reused");
        }
    }

    @Test
    void whoHasNotSeenTheLastMessageIsToldSoIfTheyWish() {
        var space = server.space(ana, bo);
        try (var here = transport.join(ana.api(), space, Place.state(0))) {
            long seen = here.mouth().post(Ulid.next(), "the first", null).seq();
            long unseen = posts(bo, space, 1).getLast();

            var stale = here.mouth().post(Ulid.next(), "without having seen it", seen);
            var fresh = here.mouth().post(Ulid.next(), "having seen it", unseen);

            stale.assertRefused(412, "stale_context");
            assertThat(fresh.done()).isTrue();
        }
    }

    @Test
    void aMessageIsEditedFromTheRevisionThatWasSeen() {
        var space = server.space(ana);
        try (var here = transport.join(ana.api(), space, Place.state(0))) {
            here.ear().beginning();
            var id = here.mouth()
                    .post(Ulid.next(), "frist", null)
                    .body()
                    .path("id")
                    .asText();

            var edited = here.mouth().edit(id, "first", 1);
            var late = here.mouth().edit(id, "frost", 1);

            var event = here.ear().upTo(edited.seq()).getLast();
            assertThat(event.path("type").asText()).isEqualTo("message.edited");
            assertThat(event.path("data").path("text").asText()).isEqualTo("first");
            late.assertRefused(412, "stale_revision");
        }
    }

    @Test
    @Tag("S8")
    void whoIsRemovedHearsNothingThatFollows() {
        var space = server.space(ana, bo);
        try (var there = transport.join(bo.api(), space, Place.state(0))) {
            var begun = there.ear().beginning();

            server.remove(space, ana, bo);
            posts(ana, space, 1);

            assertThat(there.ear().ending()).isEqualTo("membership");
            assertThat(there.ear().upTo(begun.seq()))
                    .noneMatch(frame -> text(frame).startsWith("message"));
        }
    }

    @Test
    @Tag("S8")
    void aHiddenSpaceIsToStrangersOneThatDoesNotExist() {
        var space = server.space(ana);

        try (var there = transport.join(bo.api(), space, Place.state(0))) {
            var problem = new Answer(false, there.ear().beginning().problem());

            problem.assertRefused(404, "no_such_space");
            assertThat(there.mouth().post(Ulid.next(), "let me in", null).code())
                    .isEqualTo("no_such_space");
        }
    }

    @Test
    @Tag("T10")
    void aTextHasALimitAndNothingBreaksBeyondIt() {
        var space = server.space(ana);
        try (var here = transport.join(ana.api(), space, Place.state(0))) {
            var fits = here.mouth().post(Ulid.next(), "x".repeat(TEXT_MAX), null);
            var tooLong = here.mouth().post(Ulid.next(), "x".repeat(TEXT_MAX + 1), null);
            var after = here.mouth().post(Ulid.next(), "short", null);

            assertThat(fits.done()).isTrue();
            tooLong.assertRefused(422, "too_long");
            assertThat(after.done()).isTrue();
        }
    }

    @Test
    @Tag("T11")
    @Tag("W33")
    void whoProvesNothingHearsNothing() {
        var space = server.space(ana);

        assertThat(hears(ana.api(), space)).isTrue();
        assertThat(hears(server.nobody(), space)).isFalse();
    }

    private boolean hears(Api api, String space) {
        try (var somebody = transport.join(api, space, Place.state(0))) {
            return somebody.ear().beginning().problem().isMissingNode();
        } catch (CompletionException | AssertionError refused) {
            return false;
        }
    }

    /** Posts messages by REST; their places. */
    private static List<Long> posts(Person author, String space, int count) {
        var mouth = new RestMouth(author.api(), space);
        var places = new ArrayList<Long>();
        for (int i = 1; i <= count; i++) {
            places.add(mouth.post(Ulid.next(), "message " + i, null).seq());
        }
        return places;
    }

    /** The places that events and skips take. */
    private static List<Long> sequence(List<JsonNode> frames) {
        return frames.stream()
                .flatMapToLong(frame -> frame.path("op").asText().equals("skip")
                        ? LongStream.rangeClosed(
                                frame.path("from").asLong(), frame.path("to").asLong())
                        : LongStream.of(frame.path("seq").asLong()))
                .boxed()
                .toList();
    }

    private static List<Long> after(Participant participant, long last) {
        return range(participant.ear().beginning().seq(), last);
    }

    private static List<Long> range(long after, long last) {
        return LongStream.rangeClosed(after + 1, last).boxed().toList();
    }

    private static List<String> texts(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("text").asText())
                .toList();
    }

    private static List<String> ids(JsonNode members) {
        return StreamSupport.stream(members.spliterator(), false)
                .map(member -> member.path("id").asText())
                .toList();
    }

    private static String text(JsonNode frame) {
        return frame.path("data").path("text").asText();
    }
}
