package parley.agent.model;

/** A model of a provider, written {@code provider/name}. */
public record ModelId(String provider, String name) {

    /** Reads {@code provider/name}; the name may itself contain slashes. Throws {@link IllegalArgumentException} otherwise. */
    public static ModelId parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a model is written provider/name, as in openai/gpt-4o-mini: " + text);
        }
        return new ModelId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return provider + "/" + name;
    }
}
