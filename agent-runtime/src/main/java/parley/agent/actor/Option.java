package parley.agent.actor;

import java.util.List;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelId;
import parley.agent.model.ModelRequest;
import parley.agent.model.Prompt;
import parley.ledger.Candidate;

/** A model that could make a call, with what it would be shown and what that would cost at most. */
record Option(LanguageModel model, ModelRequest request, String requestHash, Candidate candidate) {

    ModelId id() {
        return request.model();
    }

    List<String> texts() {
        return request.prompts().stream().map(Prompt::text).toList();
    }
}
