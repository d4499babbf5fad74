package parley.agent.context;

import java.util.List;
import parley.space.MessageId;

/**
 * The written form of a conversation that every model is shown, and that the offline model reads.
 *
 * <ol>
 *   <li>The first prompt is the system's and holds, each on a line of its own: {@code Name: Jarvis},
 *       {@code Skills: search, summary}, and for every other agent {@code Agent @alice: planning, actions}.
 *   <li>Every message of somebody else is one user prompt: {@code [m_id · 14:02 · Ada] text}. The label is written by the server;
 *       only the first one of a prompt counts, so a text cannot forge another.
 *   <li>Every message of the model's own is one assistant prompt without a label.
 *   <li>The last user prompt is the message to answer.
 * </ol>
 */
public final class Transcript {

    /** Between the parts of a label; never inside one. */
    public static final String SEPARATOR = " · ";

    private Transcript() {}

    /** Who the model is. */
    public static String name(String name) {
        return "Name: " + oneLine(name);
    }

    /** What the model is asked for. */
    public static String skills(List<String> skills) {
        return "Skills: " + oneLine(String.join(", ", skills));
    }

    /**
     * Whom the model may hand over to.
     *
     * @param handle how the other agent is mentioned, without the at sign
     */
    public static String colleague(String handle, List<String> skills) {
        return "Agent @" + oneLine(handle) + ": " + oneLine(String.join(", ", skills));
    }

    /** Something else worth knowing, on a line of its own. */
    public static String note(String label, String text) {
        return label + ": " + oneLine(text);
    }

    /**
     * What somebody else said.
     *
     * @param when a time of day, with a date where it needs one
     */
    public static String message(MessageId id, String when, String author, String text) {
        return "[" + part(id.value()) + SEPARATOR + part(when) + SEPARATOR + part(author) + "] " + text;
    }

    private static String part(String text) {
        return oneLine(text).replace("·", " ").replace("[", "(").replace("]", ")");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
