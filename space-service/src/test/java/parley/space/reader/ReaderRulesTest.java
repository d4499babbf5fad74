package parley.space.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.entity.Decision;
import parley.space.SpaceId;
import parley.space.SpaceLimits;
import parley.space.reader.Reader.Marker;
import parley.space.reader.ReaderCommand.ClearDraft;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.MarkUnread;
import parley.space.reader.ReaderCommand.Mute;
import parley.space.reader.ReaderCommand.See;
import parley.space.reader.ReaderCommand.SetDraft;
import parley.space.reader.ReaderCommand.Unmute;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderEvent.Seen;
import parley.space.reader.ReaderReply.Kept;
import parley.space.reader.ReaderReply.Refused;

/** What somebody has read stays read, on whichever device they read it. */
class ReaderRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final SpaceId LOBBY = new SpaceId("sp_lobby");
    private static final SpaceId GARDEN = new SpaceId("sp_garden");

    private final ReaderRules rules = new ReaderRules();
    private Reader reader = Reader.initial();

    @Test
    void aMarkerMovesForwardOnly() {
        tell(read(LOBBY, 7));
        tell(read(GARDEN, 3));

        assertThat(rules.decide(reader, read(LOBBY, 5), NOW)).isEqualTo(unchanged(7, 0));
        assertThat(rules.decide(reader, read(LOBBY, 7), NOW)).isEqualTo(unchanged(7, 0));
        assertThat(tell(read(LOBBY, 9))).isEqualTo(new Kept(3, new Marker(9, 0), false));
        assertThat(reader.marker(GARDEN)).isEqualTo(new Marker(3, 0));
    }

    @Test
    @Tag("S11")
    void devicesAgreeWhateverTheOrderInWhichTheyReport() {
        for (int seed = 0; seed < 50; seed++) {
            var reports = new ArrayList<>(List.of(read(LOBBY, 4), read(LOBBY, 9), read(LOBBY, 6), read(LOBBY, 9)));
            Collections.shuffle(reports, new Random(seed));
            reader = Reader.initial();

            reports.forEach(this::tell);

            assertThat(reader.marker(LOBBY)).isEqualTo(new Marker(9, 0));
        }
    }

    @Test
    void anEventThatCameLateMovesNothingBack() {
        tell(read(LOBBY, 7));

        var later = rules.evolve(reader, new MarkedRead(LOBBY, 4, NOW));

        assertThat(later.marker(LOBBY).upTo()).isEqualTo(7);
        assertThat(later.seq()).isEqualTo(2);
    }

    @Test
    @Tag("S11")
    void whoHasNotHeardThatASpaceWasMarkedUnreadDoesNotMarkItRead() {
        tell(read(LOBBY, 7));
        tell(new MarkUnread(LOBBY, 3, 0L));

        assertThat(rules.decide(reader, new MarkRead(LOBBY, 7, 0L), NOW)).isEqualTo(unchanged(3, 1));
        assertThat(tell(new MarkRead(LOBBY, 5, 1L))).isEqualTo(new Kept(3, new Marker(5, 1), false));
        assertThat(tell(read(LOBBY, 7))).isEqualTo(new Kept(4, new Marker(7, 1), false));
    }

    @Test
    void everyTimeSomethingIsMarkedUnreadHasARevisionOfItsOwn() {
        tell(read(LOBBY, 7));
        tell(read(GARDEN, 7));

        tell(new MarkUnread(LOBBY, 3, null));
        tell(new MarkUnread(GARDEN, 0, null));

        assertThat(reader.revision()).isEqualTo(2);
        assertThat(reader.marker(GARDEN)).isEqualTo(new Marker(0, 2));
        assertThat(rules.decide(reader, new MarkUnread(LOBBY, 1, 0L), NOW)).isEqualTo(unchanged(3, 1));
        assertThat(rules.decide(reader, new MarkUnread(LOBBY, 3, null), NOW)).isEqualTo(unchanged(3, 1));
        assertThat(tell(new MarkUnread(LOBBY, -1, null))).isInstanceOf(Refused.class);
    }

    @Test
    void aMarkerIsASequenceNumber() {
        assertThat(tell(read(LOBBY, 0))).isInstanceOf(Refused.class);
    }

    @Test
    void markersOfABoundedNumberOfSpacesAreKept() {
        for (var number = 0; number < Reader.SPACES_MAX; number++) {
            reader = rules.evolve(reader, new MarkedRead(new SpaceId("sp_" + number), 1, NOW));
        }

        assertThat(tell(read(LOBBY, 1))).isInstanceOf(Refused.class);
        assertThat(tell(read(new SpaceId("sp_1"), 2))).isInstanceOf(Kept.class);
    }

    @Test
    void aDraftIsKeptUntilItIsCleared() {
        tell(new SetDraft(LOBBY, "dear all"));

        assertThat(tell(new SetDraft(LOBBY, "dear all"))).isEqualTo(new Kept(1, new Marker(0, 0), true));
        assertThat(tell(new SetDraft(LOBBY, "dear all,"))).isEqualTo(new Kept(2, new Marker(0, 0), false));
        assertThat(reader.drafts()).containsExactly(Map.entry(LOBBY, "dear all,"));
        tell(new ClearDraft(LOBBY));
        assertThat(reader.drafts()).isEmpty();
        assertThat(tell(new ClearDraft(LOBBY))).isEqualTo(new Kept(3, new Marker(0, 0), true));
    }

    @Test
    void draftsAreBoundedInSizeAndNumber() {
        assertThat(tell(new SetDraft(LOBBY, ""))).isInstanceOf(Refused.class);
        assertThat(tell(new SetDraft(LOBBY, "half a \uD83D"))).isInstanceOf(Refused.class);
        assertThat(tell(new SetDraft(LOBBY, "x".repeat(SpaceLimits.TEXT_CHARACTERS + 1))))
                .isInstanceOf(Refused.class);
        for (int number = 0; number < Reader.DRAFTS_MAX; number++) {
            var text = "x".repeat(SpaceLimits.TEXT_CHARACTERS);
            assertThat(tell(new SetDraft(new SpaceId("sp_" + number), text))).isInstanceOf(Kept.class);
        }

        assertThat(tell(new SetDraft(LOBBY, "one more"))).isInstanceOf(Refused.class);
        assertThat(tell(new SetDraft(new SpaceId("sp_1"), "another"))).isInstanceOf(Kept.class);
    }

    @Test
    void aSpaceIsMutedUntilItIsNot() {
        tell(new Mute(LOBBY));

        assertThat(tell(new Mute(LOBBY))).isEqualTo(new Kept(1, new Marker(0, 0), true));
        assertThat(reader.muted()).containsExactly(LOBBY);
        tell(new Unmute(LOBBY));
        assertThat(reader.muted()).isEmpty();
        assertThat(tell(new Unmute(LOBBY))).isEqualTo(new Kept(2, new Marker(0, 0), true));
    }

    @Test
    void aBoundedNumberOfSpacesIsMuted() {
        for (var number = 0; number < Reader.SPACES_MAX; number++) {
            reader = rules.evolve(reader, new ReaderEvent.SpaceMuted(new SpaceId("sp_" + number), NOW));
        }

        assertThat(tell(new Mute(LOBBY))).isInstanceOf(Refused.class);
    }

    @Test
    @Tag("S1")
    void whenSomebodyWasLastSeenNeverMovesBack() {
        var earlier = NOW.minusSeconds(60);
        tell(new See(NOW));

        var decision = rules.decide(reader, new See(earlier), NOW.plusSeconds(2));

        assertThat(reader.lastSeen()).isEqualTo(NOW);
        assertThat(decision).isEqualTo(unchanged(0, 0));
        assertThat(rules.evolve(reader, new Seen(earlier, NOW)).lastSeen()).isEqualTo(NOW);
    }

    @Test
    void nobodyIsSeenInTheFuture() {
        tell(new See(NOW.plusSeconds(60)));

        assertThat(reader.lastSeen()).isEqualTo(NOW);
    }

    @Test
    @Tag("S1")
    void readingIsDoingSomething() {
        tell(read(LOBBY, 7));

        assertThat(reader.lastSeen()).isEqualTo(NOW);
    }

    private ReaderReply tell(ReaderCommand command) {
        var decision = rules.decide(reader, command, NOW);
        reader = decision.events().stream().reduce(reader, rules::evolve, (_, last) -> last);
        return decision.reply();
    }

    private Decision<ReaderEvent, ReaderReply> unchanged(long upTo, long revision) {
        return Decision.answer(new Kept(reader.seq(), new Marker(upTo, revision), true));
    }

    private static MarkRead read(SpaceId space, long upTo) {
        return new MarkRead(space, upTo, null);
    }
}
