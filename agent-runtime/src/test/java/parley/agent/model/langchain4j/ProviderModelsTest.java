package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.agent.model.CombinedModels;
import parley.agent.model.ModelId;
import parley.agent.model.langchain4j.ProviderSettings.Kind;
import parley.agent.model.offline.OfflineModels;
import parley.agent.model.offline.Pace;

/** Only providers that can be called are offered, and keys are never shown. */
class ProviderModelsTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1:1/v1");

    @Test
    @Tag("V8")
    void aProviderWithoutItsKeyIsNotOffered() {
        try (var models = new ProviderModels(List.of(
                ProviderSettings.of("openai", Kind.OPENAI, ADDRESS, null),
                ProviderSettings.of("anthropic", Kind.ANTHROPIC, ADDRESS, " "),
                ProviderSettings.of("ollama", Kind.OLLAMA, ADDRESS, null)))) {

            assertThat(models.providers()).containsExactly("ollama");
            assertThat(models.find(new ModelId("openai", "m"))).isEmpty();
            assertThat(models.find(new ModelId("ollama", "m"))).isPresent();
            assertThat(models.find(new ModelId("nobody", "m"))).isEmpty();
        }
    }

    @Test
    void aNameIsUsedOnce() {
        var one = ProviderSettings.of("ollama", Kind.OLLAMA, ADDRESS, null);

        assertThatThrownBy(() -> new ProviderModels(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ollama");
    }

    @Test
    void aKeyIsNeverShown() {
        assertThat(ProviderSettings.of("openai", Kind.OPENAI, ADDRESS, "key-1234")
                        .toString())
                .doesNotContain("key-1234");
    }

    @Test
    void severalSourcesAreOne() {
        try (var providers = new ProviderModels(List.of(ProviderSettings.of("ollama", Kind.OLLAMA, ADDRESS, null)))) {
            var models = new CombinedModels(List.of(new OfflineModels(Pace.UNPACED), providers));

            assertThat(models.providers()).containsExactly("offline", "ollama");
            assertThat(models.find(OfflineModels.RULES)).isPresent();
            assertThat(models.find(new ModelId("ollama", "m"))).isPresent();
        }
    }
}
