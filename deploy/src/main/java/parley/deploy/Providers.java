package parley.deploy;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.agent.model.langchain4j.ProviderSettings;
import parley.agent.model.langchain4j.ProviderSettings.Kind;

/** Reads which providers of models can be called: those with a key, and an Ollama with an address. */
final class Providers {

    private Providers() {}

    static List<ProviderSettings> from(Section models) {
        var silence = models.duration("silence", Duration.ofSeconds(1), Duration.ofMinutes(10));
        var providers = models.section("providers");
        return providers.keys().stream()
                .flatMap(name -> provider(name, providers.section(name), silence).stream())
                .toList();
    }

    private static Optional<ProviderSettings> provider(String name, Section section, Duration silence) {
        var key = section.text("api-key");
        var url = section.text("base-url");
        var provider = new ProviderSettings(
                name,
                kind(section),
                url.isBlank() ? URI.create("") : address(section, url),
                key.isBlank() ? null : key,
                ProviderSettings.CONNECT_TIMEOUT,
                ProviderSettings.HEADER_TIMEOUT,
                silence);
        return Optional.of(provider).filter(it -> !url.isBlank() && it.isUsable());
    }

    private static Kind kind(Section section) {
        var kind = section.text("kind");
        for (var known : Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return known;
            }
        }
        throw section.wrong("kind", "openai, anthropic or ollama", "\"" + kind + "\"");
    }

    private static URI address(Section section, String url) {
        try {
            var address = new URI(url);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException _) {
            // said below, as any other address that cannot be called
        }
        throw section.wrong("base-url", "an address as in https://api.openai.com/v1", "\"" + url + "\"");
    }
}
