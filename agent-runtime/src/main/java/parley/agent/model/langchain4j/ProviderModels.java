package parley.agent.model.langchain4j;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;

/** The models of the providers that are set up and have a key. Each provider has connections of its own. */
public final class ProviderModels implements LanguageModels, AutoCloseable {

    private record Provider(ProviderSettings settings, HttpClient connections) {}

    private final Map<String, Provider> providers;

    /** Throws {@link IllegalArgumentException} where two providers have one name. */
    public ProviderModels(List<ProviderSettings> settings) {
        providers = settings.stream()
                .filter(ProviderSettings::isUsable)
                .map(one -> new Provider(one, connections(one)))
                .collect(Collectors.toUnmodifiableMap(
                        provider -> provider.settings().name(), Function.identity(), (one, _) -> {
                            throw new IllegalArgumentException("two model providers are called "
                                    + one.settings().name() + "; every name may be used once");
                        }));
    }

    @Override
    public Optional<LanguageModel> find(ModelId model) {
        return Optional.ofNullable(providers.get(model.provider()))
                .map(provider -> new ProviderModel(provider.settings(), provider.connections()));
    }

    @Override
    public Set<String> providers() {
        return providers.keySet();
    }

    /** Ends every call that is under way. */
    @Override
    public void close() {
        providers.values().forEach(provider -> provider.connections().shutdownNow());
    }

    /** HTTP/1.1 only: some local servers stumble over the offer to upgrade. */
    private static HttpClient connections(ProviderSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }
}
