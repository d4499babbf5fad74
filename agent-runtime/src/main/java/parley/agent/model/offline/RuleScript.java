package parley.agent.model.offline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.agent.model.offline.Wish.HandOver;
import parley.agent.model.offline.Wish.Kind;
import parley.agent.model.offline.Wish.TakeOver;
import parley.agent.model.offline.Wish.Talk;
import parley.agent.model.offline.Wish.Work;

/** Answers by rules: does what it is skilled in, and hands the rest over to the agent that is. */
final class RuleScript implements Script {

    @Override
    public String answer(Conversation conversation) {
        return new Answer(conversation).text();
    }

    /** One answer in the making. */
    private static final class Answer {

        private final Conversation conversation;
        private final Reports reports;
        private final List<String> parts = new ArrayList<>();
        private final Set<Capability> done = EnumSet.noneOf(Capability.class);
        private final Map<Colleague, List<String>> handedOver = new LinkedHashMap<>();
        private boolean introduced;

        Answer(Conversation conversation) {
            this.conversation = conversation;
            this.reports = new Reports(conversation);
        }

        String text() {
            for (var wish : Wishes.of(conversation)) {
                switch (wish) {
                    case Work(var capability, var words) -> workOrHandOver(capability, words);
                    case HandOver(var to, var words) -> handOver(to, words);
                    case TakeOver(var words, var now) -> takeOver(words, now);
                    case Talk(var kind) -> {
                        introduced |= kind == Kind.ABILITIES;
                        parts.add(talk(kind));
                    }
                }
            }
            handedOver.forEach((to, requests) -> parts.add(callLast(to, requests)));
            return parts.isEmpty() ? talk(Kind.UNCLEAR) : String.join("\n\n", parts);
        }

        private void workOrHandOver(Capability capability, String words) {
            var other = fitter(capability);
            if (other == null) {
                work(capability, words);
                return;
            }
            if (Wishes.mentions(conversation.trigger().text(), other)) {
                parts.add("To " + capability.request() + " is for " + shown(other) + ", who is asked already.");
                return;
            }
            var request = capability == Capability.SEARCH
                    ? capability.request() + " for “" + Line.quote(words) + "”"
                    : capability.request();
            handedOver.computeIfAbsent(other, _ -> new ArrayList<>()).add(request);
        }

        /** The agent that is skilled in it where this one is not; an agent's own request is not handed on. */
        private @Nullable Colleague fitter(Capability capability) {
            if (conversation.skills().isEmpty()
                    || conversation.skills().contains(capability)
                    || conversation.colleague(conversation.trigger().author()).isPresent()) {
                return null;
            }
            return conversation.colleagues().stream()
                    .filter(other -> other.skills().contains(capability))
                    .findFirst()
                    .orElse(null);
        }

        private void work(Capability capability, String words) {
            if (capability != Capability.SEARCH && !done.add(capability)) {
                return;
            }
            parts.add(
                    switch (capability) {
                        case SUMMARY -> reports.summary();
                        case SEARCH -> reports.search(words);
                        case ACTIONS -> reports.decisionsAndActions();
                        case PLAN -> reports.plan();
                    });
        }

        private void handOver(Colleague to, String words) {
            if (introduced) {
                handedOver.computeIfAbsent(to, _ -> new ArrayList<>()).add("introduce yourself");
                return;
            }
            var asked = Capability.ofWish(words).or(() -> preferred(to.skills()));
            handedOver
                    .computeIfAbsent(to, _ -> new ArrayList<>())
                    .add(asked.map(Capability::request).orElse("go on"));
        }

        private void takeOver(String words, boolean now) {
            if (now && Wishes.asksForAbilities(words)) {
                parts.add(talk(Kind.ABILITIES));
                return;
            }
            var capability = Capability.ofWish(words)
                    .or(() -> preferred(conversation.skills()))
                    .orElse(Capability.PLAN);
            if (now) {
                work(capability, words);
                return;
            }
            parts.add("Ready. I'll " + capability.request() + " once it is handed over to me.");
        }

        private static String callLast(Colleague to, List<String> requests) {
            return "Over to @" + to.handle() + ": please "
                    + requests.stream().distinct().collect(Collectors.joining(" and ")) + ".";
        }

        private String talk(Kind kind) {
            return switch (kind) {
                case HELLO -> "Hello! I'm " + conversation.name() + ". " + abilities();
                case THANKS -> "You're welcome.";
                case ABILITIES ->
                    "I'm " + conversation.name() + ", a rule-based model that works offline. " + abilities()
                            + " I quote what was said and name the message; I know nothing beyond this room.";
                case UNCLEAR -> "I answer by rules and don't understand that. " + abilities();
            };
        }

        private String abilities() {
            var own = conversation.skills().isEmpty() ? EnumSet.allOf(Capability.class) : conversation.skills();
            var text = new StringBuilder("I can ").append(described(own)).append('.');
            for (var other : conversation.colleagues()) {
                if (!other.skills().isEmpty()) {
                    text.append(' ')
                            .append(shown(other))
                            .append(" can ")
                            .append(described(other.skills()))
                            .append('.');
                }
            }
            return text.toString();
        }

        private static String described(Set<Capability> capabilities) {
            return Reports.listed(
                    capabilities.stream().map(Capability::description).toList());
        }

        private static Optional<Capability> preferred(Set<Capability> skills) {
            return List.of(Capability.PLAN, Capability.ACTIONS, Capability.SUMMARY, Capability.SEARCH).stream()
                    .filter(skills::contains)
                    .findFirst();
        }

        /** The agent's name without the sign that would call it. */
        private static String shown(Colleague colleague) {
            var handle = colleague.handle();
            return handle.substring(0, 1).toUpperCase(Locale.ROOT) + handle.substring(1);
        }
    }
}
