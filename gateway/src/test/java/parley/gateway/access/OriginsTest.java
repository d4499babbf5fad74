package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a page's own origin may call, and those that are named exactly. */
class OriginsTest {
    private final Origins origins = new Origins(List.of("https://chat.example"));

    @Test
    @Tag("T6")
    void ownAndNamedOriginsMayCallAndNoOther() {
        assertThat(origins.allowed("http://127.0.0.1:8080", "127.0.0.1:8080")).isTrue();
        assertThat(origins.allowed("https://chat.example", "127.0.0.1:8080")).isTrue();
        assertThat(origins.allowed("https://chat.example.evil", "127.0.0.1:8080"))
                .isFalse();
        assertThat(origins.allowed("http://127.0.0.1:8081", "127.0.0.1:8080")).isFalse();
        assertThat(origins.allowed("null", "127.0.0.1:8080")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*.example", "chat.example", "https://chat.example/", "ftp://chat.example", ""})
    @Tag("T6")
    @Tag("W35")
    void anythingButAnExactOriginIsRefusedAtStart(String origin) {
        assertThatThrownBy(() -> new Origins(List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://chat.example");
    }
}
