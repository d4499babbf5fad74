package parley.agent.model;

import java.time.Duration;
import java.util.List;

/**
 * A call to a model. Holds all that the model sees, so that equal requests have equal worst cases.
 *
 * @param prompts system first, the newest message last
 * @param maxOutputTokens always sent to the provider
 * @param deadline how long the whole call may take
 */
public record ModelRequest(ModelId model, List<Prompt> prompts, int maxOutputTokens, Duration deadline) {

    public ModelRequest {
        prompts = List.copyOf(prompts);
    }
}
