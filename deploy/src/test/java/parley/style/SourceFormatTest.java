package parley.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** All sources are in one format, so that a change shows only what it changes. */
class SourceFormatTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everySourceIsFormatted() throws IOException {
        var others = new ArrayList<Path>();
        for (var source : SourceFormat.sources(PROJECT)) {
            if (!SourceFormat.formatted(source).equals(Files.readString(source))) {
                others.add(PROJECT.relativize(source));
            }
        }

        assertThat(others).as("to be formatted: mvn -Pformat").isEmpty();
    }
}
