package parley.ledger.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.money.Usd;

/** A price list is read exactly or not at all, and says what is wrong with it. */
class PriceCatalogueReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final PriceCatalogueReader reader = new PriceCatalogueReader();

    @Test
    void theOfflineModelHasASimulatedPrice() {
        var prices = reader.builtIn().find("offline/rules", NOW).orElseThrow().prices();

        assertThat(prices.free()).isFalse();
        assertThat(prices.input()).isEqualTo(new Usd(150_000_000));
        assertThat(prices.output()).isEqualTo(new Usd(600_000_000));
    }

    @Test
    void datedNamesOfAModelHaveItsPrice() {
        var catalogue = reader.builtIn();

        assertThat(catalogue.find("openai/gpt-4o-mini-2024-07-18", NOW))
                .isEqualTo(catalogue.find("openai/gpt-4o-mini", NOW))
                .isPresent();
        assertThat(catalogue.find("anthropic/claude-haiku-4-5-20251001", NOW)).isPresent();
        assertThat(catalogue.find("openai/gpt-4o-audio", NOW)).isEmpty();
    }

    @Test
    void modelsThatRunAtHomeAreFree() {
        assertThat(reader.builtIn()
                        .find("ollama/llama3.2:3b", NOW)
                        .orElseThrow()
                        .prices()
                        .free())
                .isTrue();
    }

    @Test
    void anInstallationsOwnPricesLieOverTheBuiltInOnes(@TempDir Path directory) throws IOException {
        var file = directory.resolve("prices.json");
        Files.writeString(file, list("\"provider\":\"openai\",\"model\":\"gpt-4o\"," + perMillion("1", "2")));

        var catalogue = reader.withOverrides(file);

        assertThat(catalogue.find("openai/gpt-4o", NOW).orElseThrow().prices().input())
                .isEqualTo(new Usd(1_000_000_000));
        assertThat(catalogue.find("openai/gpt-4o", NOW).orElseThrow().prices().version())
                .isEqualTo("mine");
        assertThat(catalogue.find("openai/gpt-4o-mini", NOW)).isPresent();
    }

    @Test
    void aClassWithoutAPriceHasThatOfTheNearestAndIsMarked() {
        var prices = reader.parse(list("\"provider\":\"p\",\"model\":\"m\"," + perMillion("1", "2")), "test")
                .find("p/m", NOW)
                .orElseThrow()
                .prices();

        assertThat(prices.cacheRead()).isEqualTo(prices.input());
        assertThat(prices.reasoning()).isEqualTo(prices.output());
        assertThat(prices.estimated()).isTrue();
    }

    @Test
    void aListThatIsWrongIsRefusedWithWhatIsAllowed() {
        refused("{", "not a price list");
        refused("{\"version\":\"v\",\"currency\":\"EUR\",\"models\":[]}", "prices are in USD");
        refused("{\"currency\":\"USD\",\"models\":[]}", "needs a version");
        refused(list("\"model\":\"m\""), "needs a provider");
        refused(list("\"provider\":\"p\",\"model\":\"m\""), "perMillion needs input and output");
        refused(list("\"provider\":\"p\",\"model\":\"m\"," + perMillion("-1", "2")), "from 0 to 100000");
        refused(list("\"provider\":\"p\",\"model\":\"m\"," + perMillion("0.0000000001", "2")), "9 decimals");
        refused(list("\"provider\":\"p\",\"model\":\"m\"," + perMillion("0", "2")), "more than 0");
        refused(list("\"provider\":\"p\",\"model\":\"m\",\"free\":true," + perMillion("1", "2")), "free model");
        refused(list("\"provider\":\"p\",\"model\":\"m\",\"match\":[\"(\"]," + perMillion("1", "2")), "not a pattern");
        refused(list("\"provider\":\"p\",\"model\":\"m\",\"tiers\":[]," + perMillion("1", "2")), "tiers");
        refused(list("\"provider\":\"p\",\"model\":\"m\",\"effectiveFrom\":\"soon\"," + perMillion("1", "2")), "2026");
    }

    @Test
    void aFileThatIsMissingIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> reader.withOverrides(directory.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json");
    }

    private void refused(String json, String because) {
        assertThatThrownBy(() -> reader.parse(json, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("test")
                .hasMessageContaining(because);
    }

    private static String list(String model) {
        return "{\"version\":\"mine\",\"currency\":\"USD\",\"models\":[{" + model + "}]}";
    }

    private static String perMillion(String input, String output) {
        return "\"perMillion\":{\"input\":\"%s\",\"output\":\"%s\"}".formatted(input, output);
    }
}
