package parley.agent.model.offline;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.agent.model.offline.Wish.HandOver;
import parley.agent.model.offline.Wish.Kind;
import parley.agent.model.offline.Wish.TakeOver;
import parley.agent.model.offline.Wish.Talk;
import parley.agent.model.offline.Wish.Work;

/** Reads what a message asks of this agent, clause by clause; a clause that begins with mentions is for those alone. */
final class Wishes {

    private static final Pattern BETWEEN_CLAUSES =
            compile("(?<=[.!?;])\\s+|,?\\s+(?:and then|and|then)\\s+|,\\s+|\\n+", CASE_INSENSITIVE);
    private static final Pattern MENTION = compile("(?<![\\p{L}\\p{N}_])@([\\p{L}\\p{N}_-]+)");
    private static final Pattern BEFORE_MENTION =
            compile("(hi|hello|hey|ok|okay|please|thanks|thank you|and)?", CASE_INSENSITIVE);
    private static final Pattern HAND_OVER = compile(
            "\\b(?:hand(?:ing|s)?(?: it| this| that)?[ -]?(?:over|off)|pass(?: it| this| that)?(?: on)?(?= to\\b)"
                    + "|over(?= to\\b)|delegate)\\b"
                    + "(?:\\s+(?:\\S+\\s+){0,3}?to\\s+@?([\\p{L}\\p{N}_-]+))?",
            CASE_INSENSITIVE);
    private static final Pattern HELLO =
            compile("^\\W*(hi|hello|hey|hallo|moin|welcome|good (morning|afternoon|evening|day))\\b", CASE_INSENSITIVE);
    private static final Pattern THANKS =
            compile("\\b(thanks|thank you|thx|cheers|well done|great job)\\b", CASE_INSENSITIVE);
    private static final Pattern ABILITIES = compile(
            "\\b(what (can|could|do) you do|who are you|what are you|how (do|can) (you work|i use)"
                    + "|introduce yourself)\\b|^\\W*help\\W*$",
            CASE_INSENSITIVE);
    private static final Pattern GO_ON =
            compile("\\b(take (it |this )?over|go on|continue|your turn)\\b", CASE_INSENSITIVE);
    private static final Pattern QUESTION = compile("\\?\\s*$", CASE_INSENSITIVE);

    private final Conversation conversation;
    private final List<Wish> wishes = new ArrayList<>();
    private Set<String> addressed = Set.of();

    private Wishes(Conversation conversation) {
        this.conversation = conversation;
    }

    /** What is wished, in the order it is said; never empty. */
    static List<Wish> of(Conversation conversation) {
        var reader = new Wishes(conversation);
        var text = reader.request();
        var plain = text.replaceAll("\\h+", " ").replaceAll("(?: ?\\R ?)+", "\n");
        BETWEEN_CLAUSES.splitAsStream(plain).filter(clause -> !clause.isBlank()).forEach(reader::read);
        return reader.wishes.isEmpty() ? List.of(talk(text)) : List.copyOf(reader.wishes);
    }

    /** The names mentioned before anything else is said. */
    static Set<String> leadingMentions(String text) {
        var names = new HashSet<String>();
        var end = 0;
        var mention = MENTION.matcher(text);
        while (mention.find()
                && BEFORE_MENTION
                        .matcher(text.substring(end, mention.start())
                                .replaceAll("[\\s,:]+", " ")
                                .strip())
                        .matches()) {
            names.add(mention.group(1));
            end = mention.end();
        }
        return names;
    }

    /** Whether somebody of that name is mentioned anywhere. */
    static boolean mentions(String text, Colleague colleague) {
        return MENTION.matcher(text).results().anyMatch(found -> colleague.isNamed(found.group(1)));
    }

    static boolean asksForAbilities(String words) {
        return ABILITIES.matcher(withoutMentions(words)).find();
    }

    /** Another agent's answer asks only in the lines that mention this one. */
    private String request() {
        var text = conversation.trigger().text();
        if (conversation.colleague(conversation.trigger().author()).isEmpty()) {
            return text;
        }
        var asking = text.lines()
                .filter(line -> MENTION.matcher(line).results().anyMatch(found -> conversation.isMe(found.group(1))))
                .toList();
        return asking.isEmpty() ? text : String.join("\n", asking);
    }

    private void read(String clause) {
        var leading = new HashSet<>(leadingMentions(clause));
        leading.removeIf(name -> !conversation.isAgent(name));
        if (!leading.isEmpty()) {
            addressed = leading;
        }
        var forMe = addressed.isEmpty() || addressed.stream().anyMatch(conversation::isMe);
        var words = MENTION.matcher(clause).replaceAll("$1").strip();
        var capability = Capability.ofWish(withoutMentions(clause));
        var handOver = HAND_OVER.matcher(clause);
        if (capability.filter(Capability.SEARCH::equals).isEmpty() && handOver.find()) {
            readHandOver(handOver.group(1), words, forMe);
            return;
        }
        if (!forMe) {
            return;
        }
        if (capability.isPresent()) {
            wishes.add(new Work(capability.get(), withoutMentions(clause)));
        } else if (asksForAbilities(clause)) {
            wishes.add(new Talk(Kind.ABILITIES));
        } else {
            append(words);
        }
    }

    private void readHandOver(@Nullable String to, String words, boolean forMe) {
        if (to != null && conversation.isMe(to)) {
            wishes.add(new TakeOver(
                    words,
                    conversation.colleague(conversation.trigger().author()).isPresent()));
            return;
        }
        if (!forMe) {
            return;
        }
        var named = to == null ? Optional.<Colleague>empty() : conversation.colleague(to);
        named.or(() -> conversation.colleagues().stream().findFirst())
                .ifPresent(colleague -> wishes.add(new HandOver(colleague, words)));
    }

    /** A clause that wishes nothing by itself goes on with the one before. */
    private void append(String words) {
        if (wishes.isEmpty()) {
            return;
        }
        wishes.add(
                switch (wishes.removeLast()) {
                    case Work(var capability, var before) -> new Work(capability, before + " " + words);
                    case HandOver(var to, var before) -> new HandOver(to, before + " " + words);
                    case TakeOver(var before, var now) -> new TakeOver(before + " " + words, now);
                    case Talk talk -> talk;
                });
    }

    private static Wish talk(String text) {
        var words = withoutMentions(text);
        if (GO_ON.matcher(words).find()) {
            return new TakeOver(words, true);
        }
        if (QUESTION.matcher(words).find() && !Words.of(words).isEmpty()) {
            return new Work(Capability.SEARCH, words);
        }
        if (THANKS.matcher(words).find()) {
            return new Talk(Kind.THANKS);
        }
        return new Talk(HELLO.matcher(words).find() ? Kind.HELLO : Kind.UNCLEAR);
    }

    private static String withoutMentions(String text) {
        return MENTION.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }
}
