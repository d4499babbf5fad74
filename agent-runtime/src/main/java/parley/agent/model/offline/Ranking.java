package parley.agent.model.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which sentences say most about all of them (TextRank, Mihalcea and Tarau, over TF-IDF cosines). */
final class Ranking {

    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 30;
    /** Two sentences more alike than this say the same. */
    private static final double ALIKE = 0.6;

    private final List<Map<String, Double>> vectors;
    private final double[][] likeness;

    private Ranking(List<String> sentences) {
        this.vectors = vectors(sentences);
        this.likeness = likeness();
    }

    /**
     * The places of the sentences that say most, in their own order.
     *
     * @param weights what each sentence counts for by itself
     */
    static List<Integer> best(List<String> sentences, List<Double> weights, int count) {
        var ranking = new Ranking(sentences);
        var scores = ranking.scores(weights);
        var byScore = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(place -> -scores[place])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var chosen = new ArrayList<Integer>();
        for (var place : byScore) {
            if (chosen.size() < count && chosen.stream().noneMatch(other -> ranking.likeness[place][other] > ALIKE)) {
                chosen.add(place);
            }
        }
        chosen.sort(Comparator.naturalOrder());
        return chosen;
    }

    private double[] scores(List<Double> weights) {
        var count = vectors.size();
        var outgoing = Arrays.stream(likeness)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        var total = weights.stream().mapToDouble(Double::doubleValue).sum();
        var scores = new double[count];
        Arrays.fill(scores, 1.0 / Math.max(1, count));
        for (var round = 0; round < ROUNDS; round++) {
            var next = new double[count];
            for (var to = 0; to < count; to++) {
                var received = 0.0;
                for (var from = 0; from < count; from++) {
                    received += outgoing[from] == 0 ? 0 : scores[from] * likeness[from][to] / outgoing[from];
                }
                next[to] = (1 - DAMPING) * weights.get(to) / total + DAMPING * received;
            }
            scores = next;
        }
        return scores;
    }

    private double[][] likeness() {
        var count = vectors.size();
        var matrix = new double[count][count];
        for (var one = 0; one < count; one++) {
            for (var other = 0; other < one; other++) {
                matrix[one][other] = dot(vectors.get(one), vectors.get(other));
                matrix[other][one] = matrix[one][other];
            }
        }
        return matrix;
    }

    private static double dot(Map<String, Double> one, Map<String, Double> other) {
        return one.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * other.getOrDefault(entry.getKey(), 0.0))
                .sum();
    }

    private static List<Map<String, Double>> vectors(List<String> sentences) {
        var words = sentences.stream().map(Words::of).toList();
        var holding = new HashMap<String, Integer>();
        words.forEach(list -> list.stream().distinct().forEach(word -> holding.merge(word, 1, Integer::sum)));
        return words.stream().map(list -> unit(list, holding, sentences.size())).toList();
    }

    private static Map<String, Double> unit(List<String> words, Map<String, Integer> holding, int sentences) {
        var vector = new TreeMap<String, Double>();
        words.forEach(word ->
                vector.merge(word, Math.log(1 + (double) sentences / holding.getOrDefault(word, 1)), Double::sum));
        var length = Math.sqrt(
                vector.values().stream().mapToDouble(value -> value * value).sum());
        vector.replaceAll((_, value) -> value / length);
        return vector;
    }
}
