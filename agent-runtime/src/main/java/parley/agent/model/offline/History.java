package parley.agent.model.offline;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Lines that can be searched (BM25). */
final class History {

    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.75;
    /** A line answers a question only with so much of what the question's words are worth. */
    private static final double COVERAGE_MIN = 0.4;

    private final List<Line> lines;
    private final List<List<String>> words;
    private final Map<String, Integer> holding = new HashMap<>();
    private final double meanLength;

    History(List<Line> lines) {
        this.lines = lines;
        this.words = lines.stream().map(line -> Words.of(line.text())).toList();
        words.forEach(list -> new HashSet<>(list).forEach(word -> holding.merge(word, 1, Integer::sum)));
        this.meanLength =
                Math.max(1, words.stream().mapToInt(List::size).average().orElse(1));
    }

    /** The lines that match best, best first; of equals the newest first. */
    List<Line> find(List<String> query, int count) {
        var scores = IntStream.range(0, lines.size())
                .mapToDouble(place -> score(place, query))
                .toArray();
        return IntStream.range(0, lines.size())
                .filter(place -> covers(place, query))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(place -> -scores[place])
                        .thenComparing(Comparator.reverseOrder()))
                .limit(count)
                .map(lines::get)
                .toList();
    }

    /** The sentence of a line that matches best. */
    static String bestSentence(Line line, List<String> query) {
        return Words.sentences(line.text()).stream()
                .max(Comparator.comparingLong(sentence -> Words.of(sentence).stream()
                        .distinct()
                        .filter(query::contains)
                        .count()))
                .orElse(line.text());
    }

    private double score(int place, List<String> query) {
        var list = words.get(place);
        return query.stream()
                .distinct()
                .mapToDouble(word -> {
                    var frequency = Collections.frequency(list, word);
                    var length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * list.size() / meanLength;
                    return worth(word) * frequency * (SATURATION + 1) / (frequency + SATURATION * length);
                })
                .sum();
    }

    private boolean covers(int place, List<String> query) {
        var found = query.stream()
                .filter(words.get(place)::contains)
                .mapToDouble(this::worth)
                .sum();
        var asked = query.stream().mapToDouble(this::worth).sum();
        return found > 0 && found >= COVERAGE_MIN * asked;
    }

    /** The rarer a word is, the more it is worth. */
    private double worth(String word) {
        var count = holding.getOrDefault(word, 0);
        return Math.log(1 + (lines.size() - count + 0.5) / (count + 0.5));
    }
}
