package parley.agent;

import java.util.List;
import parley.agent.model.ModelId;
import parley.space.MemberId;

/** The agents of a new installation; they need no key and no network. */
public final class DefaultAgents {

    public static final MemberId JARVIS = new MemberId("a_jarvis");
    public static final MemberId ALICE = new MemberId("a_alice");

    /** The model that is built in. */
    public static final ModelId MODEL = new ModelId("offline", "rules");

    private static final int MAX_OUTPUT_TOKENS = 1_024;

    private DefaultAgents() {}

    /** Both of them. */
    public static List<AgentDefinition> all() {
        return List.of(
                agent(
                        JARVIS,
                        "Jarvis",
                        "You are Jarvis. You find what was said in this space and sum it up, always naming the messages you rely on."
                                + " You plan nothing yourself.",
                        List.of("search", "summary"),
                        1),
                agent(
                        ALICE,
                        "Alice",
                        "You are Alice. You turn what was said in this space into plans: who does what until when."
                                + " You ask when something needed for a plan is missing.",
                        List.of("planning", "actions"),
                        2));
    }

    private static AgentDefinition agent(MemberId id, String name, String persona, List<String> skills, int colour) {
        return new AgentDefinition(
                id, name, persona, skills, List.of(MODEL), List.of(), MAX_OUTPUT_TOKENS, colour, true);
    }
}
