package parley.agent.model.offline;

import java.util.ArrayList;
import java.util.List;
import parley.agent.context.Transcript;
import parley.agent.model.Prompt;
import parley.agent.model.Prompt.Role;
import parley.space.MessageId;

/** A room as its agents are shown it, built message by message. */
final class Room {

    private final List<Prompt> said = new ArrayList<>();

    static Room busy() {
        return new Room()
                .says("Ada", "Morning all. The journal is too slow: a commit takes 4 ms on the old disk.")
                .says("Ben", "I measured Postgres on the new disk. It needs 0.4 ms for a commit.")
                .says("Chloe", "Who wants coffee?")
                .says("Ada", "We decided to use Postgres for the journal. Thanks for measuring!")
                .says("Ben", "I'll send the offer for the disk by Friday.")
                .says("Chloe", "@ben please write the migration guide. Should we keep the old disk?")
                .says("Ada", "todo: tell the customers about the maintenance window")
                .says("Ben", "lol");
    }

    Room says(String author, String text) {
        var id = new MessageId("m_" + (said.size() + 1));
        said.add(new Prompt(Role.USER, Transcript.message(id, "14:0" + said.size() % 10, author, text)));
        return this;
    }

    Room answers(String text) {
        said.add(new Prompt(Role.ASSISTANT, text));
        return this;
    }

    List<Prompt> toJarvis() {
        return shownTo(
                Transcript.name("Jarvis"),
                Transcript.skills(List.of("search", "summary")),
                Transcript.colleague("alice", List.of("planning", "actions")));
    }

    List<Prompt> toAlice() {
        return shownTo(
                Transcript.name("Alice"),
                Transcript.skills(List.of("planning", "actions")),
                Transcript.note("People", "Ada Lovelace, Ben, Chloe Fox"),
                Transcript.colleague("jarvis", List.of("search", "summary")));
    }

    private List<Prompt> shownTo(String... system) {
        var prompts = new ArrayList<Prompt>();
        prompts.add(new Prompt(Role.SYSTEM, "You answer in one room.\n" + String.join("\n", system)));
        prompts.addAll(said);
        return prompts;
    }
}
