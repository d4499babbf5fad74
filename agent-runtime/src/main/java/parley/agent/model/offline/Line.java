package parley.agent.model.offline;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message as the model is shown it.
 *
 * @param id null where the prompt has no label, so that it cannot be cited
 * @param when empty where the prompt does not say
 */
record Line(@Nullable String id, String when, String author, String text) {

    /** Longest quotation, in characters. */
    private static final int QUOTE_CHARACTERS_MAX = 240;

    private static final Pattern LABELLED =
            Pattern.compile("\\[(\\S+) · (?:([^·\\]]+) · )?([^·\\]]+)\\]\\s?(.*)", Pattern.DOTALL);
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_])@(?=[\\p{L}\\p{N}_])");

    static Line parse(String prompt) {
        var label = LABELLED.matcher(prompt.strip());
        if (!label.matches()) {
            return new Line(null, "", "", prompt.strip());
        }
        var when = label.group(2);
        return new Line(
                label.group(1),
                when == null ? "" : when.strip(),
                label.group(3).strip(),
                label.group(4).strip());
    }

    /** The words as a quotation that can be checked: {@code words — Ada, 14:02 [m_1]}. */
    String cite(String words) {
        var source = new StringBuilder(author.isEmpty() ? "somebody" : author);
        if (!when.isEmpty()) {
            source.append(", ").append(when);
        }
        if (id != null) {
            source.append(" [").append(id).append(']');
        }
        return quote(words) + " — " + source;
    }

    /** The words on one line, not too long, and without the sign that would call somebody. */
    static String quote(String words) {
        var line = MENTION.matcher(words.replaceAll("\\s+", " ").strip()).replaceAll("");
        if (line.length() <= QUOTE_CHARACTERS_MAX) {
            return line;
        }
        var end = line.lastIndexOf(' ', QUOTE_CHARACTERS_MAX - 1);
        return line.substring(0, end > 0 ? end : safe(line)) + " …";
    }

    private static int safe(String line) {
        return Character.isHighSurrogate(line.charAt(QUOTE_CHARACTERS_MAX - 1))
                ? QUOTE_CHARACTERS_MAX - 1
                : QUOTE_CHARACTERS_MAX;
    }
}
