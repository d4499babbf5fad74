package parley.agent.model.offline;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.agent.model.offline.Commitment.Kind;

/** Finds what was decided, promised, asked of somebody and left open, by the words people use for it. */
final class Commitments {

    private static final String DAY = "(?:(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
            + "|today|tonight|tomorrow|noon|next (?:week|month|quarter)"
            + "|end of (?:the )?(?:day|week|month|quarter|year))";
    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String DATE = "(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?"
            + "|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}:\\d{2}|\\d{1,2} ?[ap]m"
            + "|\\d{1,2}(?:st|nd|rd|th)?(?: of)? " + MONTH + "|" + MONTH + " \\d{1,2}(?:st|nd|rd|th)?)";
    private static final Pattern DUE = words("\\b(" + DAY + "|" + DATE + ")(?![\\p{L}\\p{N}])");

    /** What follows is asked for, not said. */
    private static final String NOT_ASKED_FOR = "(?<!\\b(?:what|whatever|which|if|whether|how|why|when|where) )";

    private static final Pattern DECISION = words("\\b" + NOT_ASKED_FOR + "(?:we(?:'ve| have)?(?: all| now)? "
            + "(?:decided|agreed|settled|chose|concluded|(?:will|'ll) go with)|we'll go with|let's go with"
            + "|(?:it's|is|was) (?:decided|agreed|settled)|the decision is)\\b"
            + "|^\\W*(?:decision|decided|agreed)\\s*:");

    private static final String NAME = "(?<owner>[\\p{L}\\p{N}_-]+)[\\s,:]*";
    private static final Pattern ADDRESS = words("\\G@" + NAME);
    private static final String WHAT = "\\s+(?:please )?(?<what>.+)";
    private static final String DUTY = "(?:please|will|to|should|must|needs to|has to|is going to)";
    private static final Pattern TODO =
            words("^\\W*(?:to-?do|action(?: item)?|task|next step)\\s*:\\s*(?:@" + NAME + ")?(?<what>.+)");
    private static final Pattern PROMISE = words("\\b(?:I'll|I will|I'm going to|I am going to)" + WHAT);
    private static final Pattern ASKED = words("@" + NAME + "(?:(?:can|could|would|will) you|" + DUTY + ")" + WHAT);
    private static final Pattern NAMED = compile("^\\W*(?=\\p{Lu})" + NAME + DUTY + WHAT);
    private static final Pattern NEEDED =
            words("\\b" + NOT_ASKED_FOR + "(?:we (?:still )?(?:need|have) to|we must|we should"
                    + "|some(?:body|one) (?:should|must|has to|needs to))" + WHAT);

    private final Conversation conversation;
    private final Map<String, String> people;

    private Commitments(Conversation conversation) {
        this.conversation = conversation;
        this.people = new HashMap<>();
        Stream.concat(conversation.byPeople().stream().map(Line::author), conversation.people().stream())
                .forEach(this::know);
    }

    private static Pattern words(String pattern) {
        return compile(pattern, CASE_INSENSITIVE);
    }

    /** By the whole name and by the first part of it. */
    private void know(String name) {
        people.putIfAbsent(Colleague.plain(name), name);
        people.putIfAbsent(Colleague.plain(firstPart(name)), name);
    }

    static String firstPart(String name) {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** Everything found, oldest first. */
    static List<Commitment> of(Conversation conversation) {
        var reader = new Commitments(conversation);
        return conversation.byPeople().stream().flatMap(reader::read).toList();
    }

    private Stream<Commitment> read(Line line) {
        var toAnAgent = conversation.asksAnAgent(line);
        return Words.sentences(line.text()).stream()
                .map(sentence -> withoutAddress(sentence.replace('’', '\'')))
                .flatMap(sentence -> read(line, sentence).stream())
                .filter(found -> !toAnAgent || found.kind() != Kind.OPEN_QUESTION);
    }

    /** Without the agents that it begins with: who is asked is no part of what was decided. */
    private String withoutAddress(String sentence) {
        var address = ADDRESS.matcher(sentence);
        var start = 0;
        while (address.find() && conversation.isAgent(address.group("owner"))) {
            start = address.end();
        }
        return sentence.substring(start);
    }

    private Optional<Commitment> read(Line line, String sentence) {
        var asked = assigned(ASKED, line, sentence);
        if (asked.isPresent()) {
            return asked;
        }
        if (sentence.endsWith("?")) {
            return Optional.of(new Commitment(Kind.OPEN_QUESTION, "", sentence, "", line, sentence));
        }
        if (DECISION.matcher(sentence).find()) {
            return Optional.of(new Commitment(Kind.DECISION, "", sentence, due(sentence), line, sentence));
        }
        return assigned(TODO, line, sentence)
                .or(() -> found(PROMISE, line, sentence, line.author()))
                .or(() -> assigned(NAMED, line, sentence))
                .or(() -> found(NEEDED, line, sentence, ""));
    }

    /** What one person asks of another; not of an agent, and by name only of somebody who is known here. */
    private Optional<Commitment> assigned(Pattern pattern, Line line, String sentence) {
        var matcher = pattern.matcher(sentence);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var owner = Optional.ofNullable(matcher.group("owner")).orElse("");
        var known = pattern != NAMED || people.containsKey(Colleague.plain(owner));
        return known && !conversation.isAgent(owner)
                ? found(pattern, line, sentence, people.getOrDefault(Colleague.plain(owner), owner))
                : Optional.empty();
    }

    private static Optional<Commitment> found(Pattern pattern, Line line, String sentence, String owner) {
        var matcher = pattern.matcher(sentence);
        return matcher.find()
                ? Optional.of(new Commitment(Kind.ACTION, owner, matcher.group("what"), due(sentence), line, sentence))
                : Optional.empty();
    }

    private static String due(String sentence) {
        var matcher = DUE.matcher(sentence);
        return matcher.find() ? matcher.group(1) : "";
    }
}
