package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.gateway.api.ApiDocuments;

/** What is documented of requests is what can be asked. The answers themselves are held to it by {@link TestGateway}. */
class OpenApiTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    @Test
    void everyEndpointIsDocumentedWithThoseWhoMayUseItAndNothingElseIs() {
        var there = new TreeMap<String, String>();
        gateway.router.endpoints().forEach(it -> there.put(it.name(), SpaceView.wire(it.access())));

        var documented = new TreeMap<String, String>();
        for (var path : ApiDocuments.built().openApi().path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    documented.put(
                            method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                            method.getValue().path("x-access").asText());
                }
            }
        }

        assertThat(documented).containsExactlyEntriesOf(there);
    }

    @Test
    void anybodyMayReadTheDocuments() {
        var requests = gateway.send("GET", "/v1/openapi.json", null, Map.of());
        var frames = gateway.send("GET", "/v1/asyncapi.json", null, Map.of());

        assertThat(requests.body()).isEqualTo(ApiDocuments.built().openApi());
        assertThat(frames.body()).isEqualTo(ApiDocuments.built().asyncApi());
    }

    @Test
    void peopleReadThemOnAPage() {
        var page = gateway.send("GET", "/api", null, Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.http().body())
                .contains("/v1/spaces/{space}", "message.created")
                .doesNotContain("{{");
    }
}
