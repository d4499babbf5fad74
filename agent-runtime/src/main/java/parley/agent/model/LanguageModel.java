package parley.agent.model;

/** A language model. */
public interface LanguageModel {

    /**
     * Makes one call and blocks until it has ended, so it belongs on a virtual thread, never on an actor's. Makes no second attempt.
     * Never throws.
     */
    ModelReply generate(ModelRequest request, ModelListener listener, Cancellation cancellation);
}
