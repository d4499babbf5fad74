package parley.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.history.Finding.Anomaly;

/** A history that is as promised passes, and every kind of broken promise is found in one that is not. */
@Tag("W9")
@Tag("S11")
class HistoryCheckerTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsAsPromisedPasses(long seed) {
        assertThat(HistoryChecker.check(ToldHistory.of(seed))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAcknowledgedMessageThatIsNotStoredIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var more = new ArrayList<>(history.acknowledged());
        more.add(new Acknowledged(ToldHistory.ANA, "message.created", "k_lost", history.head() + 1, true));

        assertThat(found(DoctoredHistory.with(history, more))).contains(Anomaly.LOST);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAcknowledgedEditThatAnotherEventReplacedIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var more = new ArrayList<>(history.acknowledged());
        more.add(new Acknowledged(ToldHistory.ANA, "message.edited", "m_1", history.head(), true));

        assertThat(found(DoctoredHistory.with(history, more))).contains(Anomaly.LOST);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMessageThatIsStoredTwiceIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var log = new ArrayList<>(history.log());
        var last = log.getLast();
        log.add(new Entry(last.seq() + 1, last.type(), last.data()));

        assertThat(found(DoctoredHistory.withLog(history, log))).contains(Anomaly.DOUBLED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLogWithAGapIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var log = new ArrayList<>(history.log());
        log.remove(log.size() / 2);

        assertThat(found(DoctoredHistory.withLog(history, log))).contains(Anomaly.GAP);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderWhoMissesOneIsFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> {
                    applied.remove(applied.size() - 2);
                    return applied;
                })))
                .contains(Anomaly.GAP);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderWhoMissesTheLastIsFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> applied.subList(0, applied.size() - 1))))
                .containsOnly(Anomaly.STALE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderWhoAppliesTwiceIsFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> {
                    applied.add(applied.getLast());
                    return applied;
                })))
                .containsOnly(Anomaly.DOUBLED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderWithAnotherOrderIsFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> {
                    applied.add(applied.remove(applied.size() - 2));
                    return applied;
                })))
                .contains(Anomaly.REORDERED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReaderWhoIsSentBackIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var readings = new ArrayList<>(history.readings());
        var last = DoctoredHistory.lastOf(readings);
        readings.add(new Reading(
                last.client(),
                last.end() - 1,
                last.end(),
                null,
                history.log().subList((int) last.end() - 1, (int) last.end()),
                last.end(),
                true));

        assertThat(found(DoctoredHistory.withReadings(history, readings))).containsOnly(Anomaly.REORDERED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoWhoAreToldDifferentThingsAreFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> {
                    var last = applied.removeLast();
                    ObjectNode data = last.data().deepCopy();
                    applied.add(new Entry(last.seq(), last.type(), data.put("text", "something else")));
                    return applied;
                })))
                .containsOnly(Anomaly.DIVERGED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsToldThatThereIsNothingWhereOthersReadSomethingIsFound(long seed) {
        assertThat(found(DoctoredHistory.read(seed, applied -> {
                    applied.add(new Entry(applied.removeLast().seq(), "", MissingNode.getInstance()));
                    return applied;
                })))
                .containsOnly(Anomaly.DIVERGED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStateThatForgotAnEditIsFound(long seed) {
        assertThat(found(DoctoredHistory.began(seed, state -> {
                    ObjectNode message = state.removeFirst().deepCopy();
                    state.addFirst(message.put("rev", 7));
                    return state;
                })))
                .containsOnly(Anomaly.DIVERGED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStateThatForgotAMessageIsFound(long seed) {
        assertThat(found(DoctoredHistory.began(seed, state -> {
                    state.removeLast();
                    return state;
                })))
                .containsOnly(Anomaly.LOST);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoGoesOnFurtherThanTheyHaveReadIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var readings = new ArrayList<>(history.readings());
        readings.removeIf(reading -> reading.user().equals(ToldHistory.ANA));
        readings.add(new Reading(
                ToldHistory.ANAS,
                10,
                10,
                null,
                history.log().subList(10, history.log().size()),
                history.head(),
                true));

        assertThat(found(DoctoredHistory.withReadings(history, readings))).containsOnly(Anomaly.GAP);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsThereAndReadsNothingIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var readings = new ArrayList<>(history.readings());
        readings.removeIf(reading -> reading.user().equals(ToldHistory.ANA));

        assertThat(found(DoctoredHistory.withReadings(history, readings))).containsOnly(Anomaly.STALE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsShownMoreThanTheirLeavingIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var log = new ArrayList<>(history.log());
        var left = log.getLast().data().deepCopy();
        log.add(new Entry(log.size() + 1L, "member.left", ((ObjectNode) left).put("id", ToldHistory.ANA)));
        var readings = new ArrayList<Reading>();
        history.readings()
                .forEach(one -> readings.add(new Reading(
                        one.client(),
                        one.from(),
                        one.admittedAt(),
                        one.state(),
                        one.applied(),
                        one.furthest(),
                        false)));
        assertThat(found(DoctoredHistory.left(log, readings))).isEmpty();

        var after = new Entry(
                log.size() + 1L,
                "message.created",
                ((ObjectNode) left).deepCopy().put("key", "k_after"));
        log.add(after);
        readings.add(new Reading(
                ToldHistory.ANAS,
                log.size() - 2L,
                log.size() - 2L,
                null,
                log.subList(log.size() - 2, log.size()),
                after.seq(),
                false));

        assertThat(found(DoctoredHistory.left(log, readings))).containsOnly(Anomaly.LEAKED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoReadsBeforeTheyJoinIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var readings = new ArrayList<>(history.readings());
        readings.addFirst(new Reading(new Client("u_dee", "web"), 3, 3, List.of(), List.of(), 3, false));

        assertThat(found(DoctoredHistory.withReadings(history, readings))).containsOnly(Anomaly.LEAKED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWrongCountOfWhatIsUnreadIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var told = new ArrayList<>(history.told());
        var one = told.removeFirst();
        told.add(new Told(one.user(), one.readUpTo(), one.unread() + 1));

        assertThat(found(DoctoredHistory.withMarks(history, history.marked(), told)))
                .containsOnly(Anomaly.MISCOUNTED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMarkerThatWasForgottenIsFound(long seed) {
        var history = ToldHistory.of(seed);
        var marked = new ArrayList<>(history.marked());
        marked.add(new Marked(ToldHistory.ANA, history.head(), true));

        assertThat(found(DoctoredHistory.withMarks(history, marked, history.told())))
                .containsOnly(Anomaly.MISCOUNTED);
    }

    private static List<Anomaly> found(History history) {
        return HistoryChecker.check(history).stream().map(Finding::anomaly).toList();
    }
}
