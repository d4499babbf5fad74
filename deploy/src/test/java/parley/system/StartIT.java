package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the product from serving is said in one line that names what is allowed, and the exit code is not zero. */
class StartIT {

    @Test
    @Tag("W1")
    @Tag("G1")
    void startsAndPrintsWhereToGoAndHowToSignIn(@TempDir Path folder) throws Exception {
        try (var product = Product.start(folder.resolve("data"), Map.of())) {
            var api = Api.at(product.address());
            var code = product.signIn().getFragment().substring("code=".length());

            api.get("/health/ready").expect(200);
            api.post("/v1/auth/link", Map.of("code", code)).expect(200);
            api.post("/v1/auth/link", Map.of("code", code)).expect(401);
            assertThat(product.stop()).isZero();
        }
    }

    @Test
    @Tag("G9")
    void aPortInUseIsSaid(@TempDir Path folder) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var said = Product.run(folder.resolve("data"), Map.of("PARLEY_PORT", port));

            assertThat(said).endsWith("exit 1");
            assertThat(said).hasSize(2);
            assertThat(said.getFirst()).startsWith("Parley does not start").contains(port, "PARLEY_PORT");
        }
    }

    @Test
    @Tag("G9")
    void aDataFolderThatCannotBeWrittenIsSaid(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("data"), "not a folder");

        var said = Product.run(file, Map.of());

        assertThat(said).endsWith("exit 1");
        assertThat(said).anyMatch(line -> line.startsWith("Parley does not start") && line.contains(file.toString()));
    }

    @Test
    @Tag("T8")
    @Tag("G9")
    void aMisspeltSettingIsNamedWithWhatIsAllowed(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("my.conf"), "parley.limits.sockets-per-usr = 5");

        var said = Product.run(folder.resolve("data"), Map.of("PARLEY_CONFIG", file.toString()));

        assertThat(said).endsWith("exit 1");
        assertThat(said)
                .anyMatch(line -> line.contains("parley.limits.sockets-per-usr") && line.contains("sockets-per-user"));
    }

    @Test
    @Tag("T8")
    void aSettingOutOfRangeIsNamedWithItsRange(@TempDir Path folder) throws Exception {
        var said = Product.run(folder.resolve("data"), Map.of("PARLEY_PORT", "99999"));

        assertThat(said).endsWith("exit 1");
        assertThat(said).anyMatch(line -> line.contains("parley.port") && line.contains("65535"));
    }

    @Test
    @Tag("G9")
    void anAddressOfAProviderThatCannotBeCalledIsNamed(@TempDir Path folder) throws Exception {
        var said = Product.run(
                folder.resolve("data"), Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", "http://my host/v1"));

        assertThat(said).hasSize(2).endsWith("exit 1");
        assertThat(said.getFirst()).contains("parley.models.providers.openai.base-url", "http://my host/v1");
    }

    @Test
    @Tag("T6")
    void aWildcardOriginIsRefused(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("my.conf"), "parley.origins = [\"*\"]");

        var said = Product.run(folder.resolve("data"), Map.of("PARLEY_CONFIG", file.toString()));

        assertThat(said).endsWith("exit 1");
        assertThat(said).anyMatch(line -> line.startsWith("Parley does not start") && line.contains("origin"));
    }
}
