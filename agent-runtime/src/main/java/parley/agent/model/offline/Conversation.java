package parley.agent.model.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import parley.agent.model.Prompt;

/**
 * What the model is shown, read in the form of {@link parley.agent.context.Transcript}; forgiving where
 * something is missing.
 *
 * @param skills empty where nothing known is said about them
 * @param people everybody who is named as a member
 * @param history what others said before the trigger, oldest first
 * @param trigger the message to answer
 */
record Conversation(
        String name,
        Set<Capability> skills,
        List<Colleague> colleagues,
        List<String> people,
        List<Line> history,
        Line trigger) {

    private static final Pattern NAME = Pattern.compile("(?m)^Name: *(.+?)\\s*$");
    private static final Pattern SKILLS = Pattern.compile("(?m)^Skills: *(.*?)\\s*$");
    private static final Pattern PEOPLE = Pattern.compile("(?m)^People: *(.*?)(?: and \\d+ more)?\\s*$");
    private static final Pattern COLLEAGUE = Pattern.compile("(?m)^Agent @([^:\\s]+) *:? *(.*?)\\s*$");

    static Conversation of(List<Prompt> prompts) {
        var system = new StringBuilder();
        var lines = new ArrayList<Line>();
        for (var prompt : prompts) {
            switch (prompt.role()) {
                case SYSTEM -> system.append(prompt.text()).append('\n');
                case USER -> lines.add(Line.parse(prompt.text()));
                case ASSISTANT -> {}
            }
        }
        var trigger = lines.isEmpty() ? new Line(null, "", "", "") : lines.removeLast();
        return new Conversation(
                first(NAME, system).orElse("I"),
                skills(first(SKILLS, system).orElse("")),
                colleagues(system),
                names(first(PEOPLE, system).orElse("")),
                withoutRepeats(lines, trigger),
                trigger);
    }

    /** What people said, without what they asked of agents. */
    List<Line> said() {
        return byPeople().stream().filter(line -> !asksAnAgent(line)).toList();
    }

    List<Line> byPeople() {
        return history.stream()
                .filter(line -> line.id() != null && !isAgent(line.author()))
                .toList();
    }

    boolean asksAnAgent(Line line) {
        return Wishes.leadingMentions(line.text()).stream().anyMatch(this::isAgent);
    }

    Optional<Colleague> colleague(String name) {
        return colleagues.stream().filter(other -> other.isNamed(name)).findFirst();
    }

    boolean isMe(String name) {
        return Colleague.plain(name).equals(Colleague.plain(this.name));
    }

    boolean isAgent(String name) {
        return isMe(name) || colleague(name).isPresent();
    }

    private static Optional<String> first(Pattern pattern, CharSequence text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<Colleague> colleagues(CharSequence system) {
        return COLLEAGUE
                .matcher(system)
                .results()
                .map(found -> new Colleague(found.group(1), skills(found.group(2))))
                .toList();
    }

    private static List<String> names(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Set<Capability> skills(String words) {
        var skills = EnumSet.noneOf(Capability.class);
        Arrays.stream(words.split(",", -1))
                .forEach(word -> Capability.ofSkill(word).ifPresent(skills::add));
        return Collections.unmodifiableSet(skills);
    }

    /** A message may be shown twice, in the window and as part of the trigger's reply chain. */
    private static List<Line> withoutRepeats(List<Line> lines, Line trigger) {
        var kept = new LinkedHashMap<String, Line>();
        for (var line : lines) {
            if (line.id() != null && !line.id().equals(trigger.id())) {
                kept.putIfAbsent(line.id(), line);
            }
        }
        return List.copyOf(kept.values());
    }
}
