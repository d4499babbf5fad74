package parley.agent.model.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import parley.agent.model.offline.Commitment.Kind;

/** What the rules can say about a room; every statement is a quotation that names its message. */
final class Reports {

    private static final int SUMMARY_SENTENCES_MAX = 5;
    private static final int RANKED_SENTENCES_MAX = 300;
    private static final int FOUND_MAX = 3;
    private static final int ENTRIES_MAX = 8;
    private static final int SENTENCE_WORDS_MIN = 3;
    /** What a decision or a promise counts for in a summary, against 1 for any other sentence. */
    private static final double COMMITMENT_WEIGHT = 3;

    private static final Pattern WHO = Pattern.compile("\\bwho\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHEN = Pattern.compile("\\bwhen\\b", Pattern.CASE_INSENSITIVE);

    private final Conversation conversation;
    private final List<Line> said;

    Reports(Conversation conversation) {
        this.conversation = conversation;
        this.said = conversation.said();
    }

    private record Sentence(Line line, String text) {}

    String summary() {
        var sentences = said.stream()
                .flatMap(line -> Words.sentences(line.text()).stream()
                        .filter(text -> Words.of(text).size() >= SENTENCE_WORDS_MIN)
                        .map(text -> new Sentence(line, text)))
                .toList();
        if (said.isEmpty()) {
            return "Nobody but agents has said anything yet. Write what you decided, promised or want to know,"
                    + " and ask me again for a summary.";
        }
        if (sentences.isEmpty()) {
            return "There is nothing to summarise yet" + seen(" in") + ".";
        }
        var latest = sentences.subList(Math.max(0, sentences.size() - RANKED_SENTENCES_MAX), sentences.size());
        var best = Ranking.best(latest.stream().map(Sentence::text).toList(), weights(latest), SUMMARY_SENTENCES_MAX);
        return "Summary" + seen(" of") + ":\n"
                + best.stream()
                        .map(latest::get)
                        .map(sentence -> "- " + sentence.line().cite(sentence.text()))
                        .collect(Collectors.joining("\n"));
    }

    String search(String question) {
        var authors = said.stream()
                .map(Line::author)
                .distinct()
                .filter(author -> isAsked(author, question))
                .toList();
        var query = new ArrayList<>(Words.of(question));
        authors.forEach(author -> query.removeAll(Words.of(author)));
        query.removeAll(Words.of("find search look message messages room chat history said tell talked"));
        var lines = authors.isEmpty()
                ? said
                : said.stream().filter(line -> authors.contains(line.author())).toList();
        if (query.isEmpty() && authors.isEmpty()) {
            return "Tell me what to search for, as in “who said the build is red?”.";
        }
        var found = query.isEmpty()
                ? lines.reversed().stream().limit(FOUND_MAX).toList()
                : new History(lines).find(query, FOUND_MAX);
        if (found.isEmpty()) {
            return "I found nothing about that" + seen(" in") + ".";
        }
        return lead(question, found) + "\n"
                + found.stream()
                        .map(line -> "- " + line.cite(History.bestSentence(line, query)))
                        .collect(Collectors.joining("\n"));
    }

    String decisionsAndActions() {
        var found = Commitments.of(conversation);
        var parts = new ArrayList<String>();
        parts.addAll(list("Decisions:", found, Kind.DECISION));
        parts.addAll(list("Action items:", found, Kind.ACTION));
        parts.addAll(list("Open questions:", found, Kind.OPEN_QUESTION));
        return parts.isEmpty() ? nothingToPlan() : String.join("\n\n", parts);
    }

    String plan() {
        var found = Commitments.of(conversation);
        var actions =
                found.stream().filter(entry -> entry.kind() == Kind.ACTION).toList();
        if (actions.isEmpty() && found.isEmpty()) {
            return nothingToPlan();
        }
        var parts = new ArrayList<String>();
        if (!actions.isEmpty()) {
            var steps = new ArrayList<>(
                    actions.stream().filter(step -> !step.due().isEmpty()).toList());
            steps.addAll(actions.stream().filter(step -> step.due().isEmpty()).toList());
            parts.add("Next steps, those with a date first:\n" + numbered(steps));
            parts.addAll(missing(steps));
        }
        parts.addAll(list("Settled, so keep to it:", found, Kind.DECISION));
        parts.addAll(list("To be answered first:", found, Kind.OPEN_QUESTION));
        return String.join("\n\n", parts);
    }

    private List<Double> weights(List<Sentence> sentences) {
        var committed = Commitments.of(conversation).stream()
                .filter(entry -> entry.kind() != Kind.OPEN_QUESTION)
                .map(entry -> entry.line().id() + " " + entry.sentence())
                .collect(Collectors.toSet());
        return sentences.stream()
                .map(sentence -> sentence.line().id() + " " + sentence.text().replace('’', '\''))
                .map(key -> committed.contains(key) ? COMMITMENT_WEIGHT : 1.0)
                .toList();
    }

    private static boolean isAsked(String author, String question) {
        var name = Pattern.quote(author) + "|" + Pattern.quote(Commitments.firstPart(author));
        return Pattern.compile("\\b(?:did|has|have|from|by) (?:" + name + ")\\b", Pattern.CASE_INSENSITIVE)
                .matcher(question)
                .find();
    }

    private static String lead(String question, List<Line> found) {
        var best = found.getFirst();
        if (WHO.matcher(question).find()) {
            return best.author() + ", as far as I can see:";
        }
        if (WHEN.matcher(question).find() && !best.when().isEmpty()) {
            return "At " + best.when() + ", as far as I can see:";
        }
        return found.size() == 1 ? "I found one message:" : "I found " + found.size() + " messages, the best first:";
    }

    private static List<String> list(String title, List<Commitment> all, Kind kind) {
        var entries = all.stream().filter(entry -> entry.kind() == kind).toList();
        if (entries.isEmpty()) {
            return List.of();
        }
        var latest = entries.subList(Math.max(0, entries.size() - ENTRIES_MAX), entries.size());
        return List.of(title + "\n"
                + latest.stream().map(entry -> "- " + entry.written()).collect(Collectors.joining("\n")));
    }

    private static String numbered(List<Commitment> steps) {
        var lines = new StringBuilder();
        for (var place = 0; place < Math.min(ENTRIES_MAX, steps.size()); place++) {
            lines.append(place == 0 ? "" : "\n")
                    .append(place + 1)
                    .append(". ")
                    .append(steps.get(place).written());
        }
        return lines.toString();
    }

    /** What would make the plan firm. */
    private static List<String> missing(List<Commitment> steps) {
        var shown = steps.subList(0, Math.min(ENTRIES_MAX, steps.size()));
        var ownerless = shown.stream().filter(step -> step.owner().isEmpty()).count();
        var undated = shown.stream().filter(step -> step.due().isEmpty()).count();
        var missing = new ArrayList<String>();
        if (ownerless > 0) {
            missing.add(ownerless + (ownerless == 1 ? " step has no owner" : " steps have no owner"));
        }
        if (undated > 0) {
            missing.add(undated + (undated == 1 ? " step has no date" : " steps have no date"));
        }
        return missing.isEmpty() ? List.of() : List.of("Still missing: " + String.join(", ", missing) + ".");
    }

    private String nothingToPlan() {
        return "I found no decision, promise or task" + seen(" in")
                + ". Write “we decided …”, “I'll … by Friday” or “todo: …”, and I collect it.";
    }

    private String seen(String preposition) {
        if (said.isEmpty()) {
            return "";
        }
        var authors = said.stream().map(Line::author).distinct().toList();
        var messages = said.size() == 1 ? "message" : said.size() + " messages";
        return preposition + " the " + messages + " I can see, by " + listed(authors);
    }

    /** The words as one: {@code a, b and c}. */
    static String listed(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
