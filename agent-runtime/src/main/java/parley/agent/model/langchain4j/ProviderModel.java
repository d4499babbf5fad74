package parley.agent.model.langchain4j;

import java.net.http.HttpClient;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelListener;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelRequest;

/** A provider's models. */
record ProviderModel(ProviderSettings settings, HttpClient connections) implements LanguageModel {

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener, Cancellation cancellation) {
        return new ProviderCall(settings, connections, request).run(listener, cancellation);
    }
}
