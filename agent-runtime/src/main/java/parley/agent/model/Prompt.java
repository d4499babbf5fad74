package parley.agent.model;

/** One message of what a model is shown. */
public record Prompt(Role role, String text) {

    /** Who speaks, as models know it. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
