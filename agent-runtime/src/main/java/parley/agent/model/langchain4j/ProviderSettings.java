package parley.agent.model.langchain4j;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a provider of models.
 *
 * @param name what models are called by, as in {@code name/model}
 * @param baseUrl where its interface begins, as in {@code https://api.openai.com/v1},
 *     {@code https://api.anthropic.com/v1} and {@code http://localhost:11434}
 * @param apiKey null where there is none; only Ollama can do without
 * @param connectTimeout to reach the server
 * @param headerTimeout from the request to the beginning of the answer
 * @param stallTimeout the longest silence within an answer
 */
public record ProviderSettings(
        String name,
        Kind kind,
        URI baseUrl,
        @Nullable String apiKey,
        Duration connectTimeout,
        Duration headerTimeout,
        Duration stallTimeout) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration HEADER_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

    /** Whose language a provider speaks. */
    public enum Kind {
        /** OpenAI, and every server that is compatible with it. */
        OPENAI,
        ANTHROPIC,
        OLLAMA
    }

    /** With the usual time-outs. */
    public static ProviderSettings of(String name, Kind kind, URI baseUrl, @Nullable String apiKey) {
        return new ProviderSettings(name, kind, baseUrl, apiKey, CONNECT_TIMEOUT, HEADER_TIMEOUT, STALL_TIMEOUT);
    }

    /** Whether calls can be made at all. */
    public boolean isUsable() {
        return kind == Kind.OLLAMA || (apiKey != null && !apiKey.isBlank());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ProviderSettings[name=" + name + ", kind=" + kind + ", baseUrl=" + baseUrl + ", apiKey="
                + (apiKey == null ? "none" : "set") + "]";
    }
}
