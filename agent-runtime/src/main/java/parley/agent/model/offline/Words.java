package parley.agent.model.offline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into sentences and into words that can be compared. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)?");
    private static final Set<String> STOP = Set.of("""
            a about after again all also am an and any are as at be because been but by can could did do does \
            doing done for from get go going got had has have he her here him his how i i'd i'll i'm i've if in \
            into is it it's its just know let let's like lot many may maybe me more most much my no not now of \
            ok okay on one only or our out over please really right say said she should so some still sure tell \
            than that that's the their them then there these they thing think this those to too up us very was \
            we we'll we're we've well were what when where which who why will with would yes yet you you're your \
            anyone anybody someone somebody who's wrote write mentioned mention""".split(" "));

    private Words() {}

    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        text.lines().forEach(line -> {
            var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(line);
            var start = breaks.first();
            for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                var sentence = line.substring(start, end).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
                start = end;
            }
        });
        return sentences;
    }

    /** The words that carry meaning, small and without endings, in order. */
    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .results()
                .map(MatchResult::group)
                .filter(word -> !STOP.contains(word))
                .map(Words::stem)
                .toList();
    }

    private static String stem(String word) {
        var stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        for (var ending : List.of("ing", "ed", "es", "s", "e")) {
            if (stem.endsWith(ending) && !stem.endsWith("ss") && stem.length() - ending.length() >= 3) {
                return stem.substring(0, stem.length() - ending.length());
            }
        }
        return stem;
    }
}
