package parley.agent.model.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;
import parley.ledger.Usage;

/** Every provider's way of counting, made one: classes that do not overlap. */
final class Usages {

    private Usages() {}

    /** Null where the provider did not say, or not all of it. */
    static @Nullable Usage of(@Nullable TokenUsage reported) {
        if (reported == null || reported.inputTokenCount() == null || reported.outputTokenCount() == null) {
            return null;
        }
        return switch (reported) {
            case OpenAiTokenUsage openAi -> openAi(openAi);
            case AnthropicTokenUsage anthropic -> anthropic(anthropic);
            default -> Usage.of(reported.inputTokenCount(), reported.outputTokenCount());
        };
    }

    /** Its input includes what came from the cache, and its output the reasoning. */
    private static Usage openAi(OpenAiTokenUsage reported) {
        var input = reported.inputTokensDetails();
        var output = reported.outputTokensDetails();
        var cached = Math.min(reported.inputTokenCount(), input == null ? 0 : count(input.cachedTokens()));
        var reasoning = Math.min(reported.outputTokenCount(), output == null ? 0 : count(output.reasoningTokens()));
        return new Usage(
                reported.inputTokenCount() - cached, cached, 0, reported.outputTokenCount() - reasoning, reasoning);
    }

    /** Its input leaves out what was read from the cache and written to it. */
    private static Usage anthropic(AnthropicTokenUsage reported) {
        return new Usage(
                reported.inputTokenCount(),
                count(reported.cacheReadInputTokens()),
                count(reported.cacheCreationInputTokens()),
                reported.outputTokenCount(),
                0);
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
