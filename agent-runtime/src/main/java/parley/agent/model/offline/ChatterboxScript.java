package parley.agent.model.offline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Mentions everyone in every answer: the worst neighbour that a room can have. */
final class ChatterboxScript implements Script {

    private static final List<String> SUBJECTS = List.of(
            "the weather",
            "this very thought",
            "lunch",
            "the colour of the door",
            "last year's plan",
            "a song",
            "the moon");
    private static final List<String> QUESTIONS = List.of(
            "what do you say",
            "don't you agree",
            "who wants to go on",
            "any opinions",
            "shall we discuss it",
            "is that not so");

    @Override
    public String answer(Conversation conversation) {
        var everyone = new LinkedHashSet<String>();
        conversation.colleagues().forEach(other -> everyone.add(other.handle()));
        conversation.said().forEach(line -> everyone.add(line.author().replaceAll("\\s+", "-")));
        var mentions = everyone.stream().map(name -> "@" + name).collect(Collectors.joining(" "));
        var seed = (conversation.name() + conversation.history().size() + conversation.trigger()).hashCode();
        return mentions + " " + conversation.name() + " here about " + pick(SUBJECTS, seed) + ": "
                + pick(QUESTIONS, seed >>> 8) + "? Point " + Math.floorMod(seed, 1000) + ".";
    }

    private static String pick(List<String> from, int seed) {
        return from.get(Math.floorMod(seed, from.size()));
    }
}
