package parley.space.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.entity.Decision;
import parley.space.SpaceId;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.See;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderEvent.Seen;
import parley.space.reader.ReaderReply.Known;
import parley.space.reader.ReaderReply.Marked;
import parley.space.reader.ReaderReply.Refused;

/** What somebody has read stays read, on whichever device they read it. */
class ReaderRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final SpaceId LOBBY = new SpaceId("sp_lobby");
    private static final SpaceId GARDEN = new SpaceId("sp_garden");

    private final ReaderRules rules = new ReaderRules();

    @Test
    void aMarkerMovesForwardOnly() {
        var reader = after(after(Reader.initial(), LOBBY, 7), GARDEN, 3);

        assertThat(rules.decide(reader, new MarkRead(LOBBY, 5), NOW)).isEqualTo(Decision.answer(new Marked(7, true)));
        assertThat(rules.decide(reader, new MarkRead(LOBBY, 7), NOW)).isEqualTo(Decision.answer(new Marked(7, true)));
        assertThat(after(reader, LOBBY, 9).readUpTo(LOBBY)).isEqualTo(9);
        assertThat(after(reader, LOBBY, 9).readUpTo(GARDEN)).isEqualTo(3);
    }

    @Test
    void anEventThatCameLateMovesNothingBack() {
        var reader = after(Reader.initial(), LOBBY, 7);

        var later = rules.evolve(reader, new MarkedRead(LOBBY, 4, NOW));

        assertThat(later.readUpTo(LOBBY)).isEqualTo(7);
        assertThat(later.seq()).isEqualTo(2);
    }

    @Test
    void aMarkerIsASequenceNumber() {
        assertThat(rules.decide(Reader.initial(), new MarkRead(LOBBY, 0), NOW).reply())
                .isInstanceOf(Refused.class);
    }

    @Test
    void markersOfABoundedNumberOfSpacesAreKept() {
        var reader = Reader.initial();
        for (var number = 0; number < Reader.SPACES_MAX; number++) {
            reader = rules.evolve(reader, new MarkedRead(new SpaceId("sp_" + number), 1, NOW));
        }

        assertThat(rules.decide(reader, new MarkRead(LOBBY, 1), NOW).reply()).isInstanceOf(Refused.class);
        assertThat(rules.decide(reader, new MarkRead(new SpaceId("sp_1"), 2), NOW)
                        .reply())
                .isEqualTo(new Marked(2, false));
    }

    @Test
    @Tag("S1")
    void whenSomebodyWasLastSeenNeverMovesBack() {
        var earlier = NOW.minusSeconds(60);
        var reader = after(Reader.initial(), new See(NOW), NOW.plusSeconds(1));

        var decision = rules.decide(reader, new See(earlier), NOW.plusSeconds(2));

        assertThat(reader.lastSeen()).isEqualTo(NOW);
        assertThat(decision).isEqualTo(Decision.answer(new Known()));
        assertThat(rules.evolve(reader, new Seen(earlier, NOW)).lastSeen()).isEqualTo(NOW);
    }

    @Test
    void nobodyIsSeenInTheFuture() {
        var reader = after(Reader.initial(), new See(NOW.plusSeconds(60)), NOW);

        assertThat(reader.lastSeen()).isEqualTo(NOW);
    }

    @Test
    @Tag("S1")
    void readingIsDoingSomething() {
        var reader = after(Reader.initial(), LOBBY, 7);

        assertThat(reader.lastSeen()).isEqualTo(NOW);
    }

    private Reader after(Reader reader, SpaceId space, long upTo) {
        return after(reader, new MarkRead(space, upTo), NOW);
    }

    private Reader after(Reader reader, ReaderCommand command, Instant now) {
        var decision = rules.decide(reader, command, now);
        return decision.events().stream().reduce(reader, rules::evolve, (_, last) -> last);
    }
}
