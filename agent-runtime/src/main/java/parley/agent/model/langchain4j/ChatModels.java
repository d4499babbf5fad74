package parley.agent.model.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import parley.agent.model.ModelRequest;

/** Builds the vendor's client for one call on one connection. */
final class ChatModels {

    /** Refuses the older name of the output limit for newer models; compatible servers may know only that one. */
    private static final String OPENAI_HOST = "api.openai.com";

    private ChatModels() {}

    static StreamingChatModel of(ProviderSettings settings, ModelRequest request, Connection connection) {
        return switch (settings.kind()) {
            case OPENAI -> openAi(settings, request, connection);
            case ANTHROPIC -> anthropic(settings, request, connection);
            case OLLAMA -> ollama(settings, request, connection);
        };
    }

    private static StreamingChatModel openAi(ProviderSettings settings, ModelRequest request, Connection connection) {
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(connection.builder())
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey())
                .modelName(request.model().name());
        return OPENAI_HOST.equals(settings.baseUrl().getHost())
                ? builder.maxCompletionTokens(request.maxOutputTokens()).build()
                : builder.maxTokens(request.maxOutputTokens()).build();
    }

    private static StreamingChatModel anthropic(
            ProviderSettings settings, ModelRequest request, Connection connection) {
        return AnthropicStreamingChatModel.builder()
                .httpClientBuilder(connection.builder())
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey())
                .modelName(request.model().name())
                .maxTokens(request.maxOutputTokens())
                .build();
    }

    private static StreamingChatModel ollama(ProviderSettings settings, ModelRequest request, Connection connection) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(connection.builder())
                .baseUrl(settings.baseUrl().toString())
                .modelName(request.model().name())
                .numPredict(request.maxOutputTokens())
                .build();
    }
}
