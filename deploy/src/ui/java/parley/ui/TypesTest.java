package parley.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages' modules are what their types say: they are written as comments, and read by the TypeScript compiler. */
class TypesTest {
    private static final Path PROJECT = Path.of("..", "gateway", "src", "main", "web", "tsconfig.json");
    private static final String JAR = "/META-INF/maven/org.webjars.npm/typescript/pom.properties";
    private static final String COMPILER = "/lib/";

    @Test
    void everyModuleIsWhatItsTypesSay(@TempDir Path folder) throws Exception {
        unpackCompiler(folder);

        var compiler = new ProcessBuilder(node(), folder.resolve("tsc.js").toString(), "--project", PROJECT.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(compiler.waitFor()).isZero();
    }

    /** The one that comes with the browser's driver. */
    private static String node() {
        var nothingToInstall = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return Driver.ensureDriverInstalled(nothingToInstall, false)
                .createProcessBuilder()
                .command()
                .getFirst();
    }

    private static void unpackCompiler(Path folder) throws IOException {
        var place = Objects.requireNonNull(TypesTest.class.getResource(JAR)).openConnection();
        try (var jar = ((JarURLConnection) place).getJarFile()) {
            for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                var at = entry.getName().lastIndexOf(COMPILER);
                var name = entry.getName().substring(at + COMPILER.length());
                if (at >= 0 && !name.isEmpty() && !name.contains("/")) {
                    unpack(jar, entry, folder.resolve(name));
                }
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path file) throws IOException {
        try (var content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }
}
