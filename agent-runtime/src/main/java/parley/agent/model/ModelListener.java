package parley.agent.model;

/** Hears a model write. */
@FunctionalInterface
public interface ModelListener {

    /** More text, in order, on the thread of the call. */
    void onText(String text);
}
