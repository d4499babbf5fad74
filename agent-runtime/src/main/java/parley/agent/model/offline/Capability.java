package parley.agent.model.offline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the rules can do, and the words that name it; where a clause names several, the first of these counts. */
enum Capability {
    SEARCH(
            "search|find|retriev|answer|question|histor|research",
            "\\b(find|search|look(ing)? (up|for)|remind me)\\b"
                    + "|^\\W*((can|could|would) you |please )*(tell me |say |show me )?"
                    + "(who (said|wrote|mentioned|asked|suggested|proposed|decided|is|has|will|wants?|wanted)"
                    + "|(when|where|why) (did|was|were|is|are|do|does|will)"
                    + "|what did (?!we (decide|agree)\\W*$|i miss)\\p{L}+"
                    + "|did (we|anyone|anybody|somebody|someone|\\p{L}+) \\p{L}+)\\b",
            "search the history of this room",
            "search this room"),
    SUMMARY(
            "summar|catch|digest|recap",
            "\\b(summar(y|ies|i[sz]e|i[sz]ing)|recap|catch (me|us) up|catch-?up|tl;?dr|digest|sum (it |this |that )?up"
                    + "|what (did i miss|happened|is new|was discussed)|what's new)\\b",
            "summarise this room",
            "summarise this room"),
    PLAN(
            "plan|next step|roadmap|organi|coordinat",
            "\\b(plan(s|ned|ning)?|next steps?|road ?map|organi[sz]e|prioriti[sz]e"
                    + "|what should (we|i) do|what('s| is) next)\\b",
            "plan the next steps",
            "plan the next steps"),
    ACTIONS(
            "action|decision|task|to-?do|commit|follow",
            "\\b(action( items?| points?|s)|to-?dos?|tasks?|decisions?|who does what"
                    + "|commitments?|open (points|questions)"
                    + "|what (did|have|was|were) (we )?(decided?|agreed?)|follow-?ups?)\\b",
            "list decisions and action items",
            "list the decisions and action items");

    private final Pattern skill;
    private final Pattern wish;
    private final String description;
    private final String request;

    Capability(String skill, String wish, String description, String request) {
        this.skill = Pattern.compile("\\b(" + skill + ")");
        this.wish = Pattern.compile(wish);
        this.description = description;
        this.request = request;
    }

    /** What a skill's word means, if the rules know it. */
    static Optional<Capability> ofSkill(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(capability -> capability.skill.matcher(lower).find())
                .findFirst();
    }

    /** What a clause wishes, if the rules know it. */
    static Optional<Capability> ofWish(String clause) {
        var lower = clause.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(capability -> capability.wish.matcher(lower).find())
                .findFirst();
    }

    /** Completes "I can …". */
    String description() {
        return description;
    }

    /** Completes "please …". */
    String request() {
        return request;
    }
}
