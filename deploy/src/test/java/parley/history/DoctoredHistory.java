package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Histories in which a promise was not kept. */
final class DoctoredHistory {

    private DoctoredHistory() {}

    /** The history of a seed in which the last reader has applied something else. */
    static History read(long seed, UnaryOperator<List<Entry>> change) {
        var history = ToldHistory.of(seed);
        var readings = new ArrayList<>(history.readings());
        var last = lastOf(readings);
        readings.remove(last);
        var applied = history.log().subList(4, history.log().size());
        readings.removeIf(reading -> reading.user().equals(ToldHistory.ANA));
        readings.add(new Reading(
                ToldHistory.ANAS, 4, 4, List.of(), change.apply(new ArrayList<>(applied)), history.head(), true));
        return withReadings(history, readings);
    }

    /** The history of a seed in which the last reader has begun with another state. */
    static History began(long seed, UnaryOperator<List<JsonNode>> change) {
        var history = ToldHistory.of(seed);
        long from = history.head() - 1;
        var state = change.apply(new ArrayList<>(ToldHistory.state(history.log(), from)));
        var readings = new ArrayList<>(history.readings());
        readings.removeIf(reading -> reading.user().equals(ToldHistory.ANA));
        readings.add(new Reading(
                ToldHistory.ANAS,
                from,
                from,
                state,
                history.log().subList((int) from, (int) from + 1),
                from + 1,
                true));
        return withReadings(history, readings);
    }

    /** The last of Ana, who is always there. */
    static Reading lastOf(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.user().equals(ToldHistory.ANA))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    static History with(History history, List<Acknowledged> acknowledged) {
        return new History(
                history.log(), history.clients(), acknowledged, history.readings(), history.marked(), history.told());
    }

    static History withLog(History history, List<Entry> log) {
        return new History(
                log, history.clients(), history.acknowledged(), history.readings(), history.marked(), history.told());
    }

    static History withReadings(History history, List<Reading> readings) {
        return new History(
                history.log(), history.clients(), history.acknowledged(), readings, history.marked(), history.told());
    }

    static History withMarks(History history, List<Marked> marked, List<Told> told) {
        return new History(history.log(), history.clients(), history.acknowledged(), history.readings(), marked, told);
    }

    /** What Ana has read, who is gone. */
    static History left(List<Entry> log, List<Reading> readings) {
        return new History(log, Set.of(ToldHistory.ANAS), List.of(), readings, List.of(), List.of());
    }
}
