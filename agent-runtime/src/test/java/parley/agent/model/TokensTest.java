package parley.agent.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are counted quickly, never above the bytes of a text, and its pieces are the text. */
class TokensTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Hello, world!", "👩‍👩‍👧 ﷺ Привет мир", "<|endoftext|>", "\uD800", "日本語のテキスト"})
    void aTextHasNoMoreTokensThanBytesAndIsItsPieces(String text) {
        var pieces = Tokens.pieces(text, Integer.MAX_VALUE);

        assertThat(Tokens.count(text)).isLessThanOrEqualTo(text.getBytes(UTF_8).length);
        assertThat(pieces.stream().mapToInt(Tokens.Piece::tokens).sum()).isEqualTo(Tokens.count(text));
        assertThat(pieces.stream().map(Tokens.Piece::text).collect(Collectors.joining()))
                .isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
    }

    @Test
    void aCutNeverSplitsACharacter() {
        for (var tokens = 0; tokens < 12; tokens++) {
            var text = Tokens.pieces("👩‍👩‍👧 ﷺ ok", tokens).stream()
                    .map(Tokens.Piece::text)
                    .collect(Collectors.joining());

            assertThat("👩‍👩‍👧 ﷺ ok").startsWith(text);
        }
    }

    @Test
    @Timeout(5)
    void aTextMadeToBeSlowCountsAsItsBytes() {
        assertThat(Tokens.count("a".repeat(60_000))).isEqualTo(60_000);
        assertThat(Tokens.count("a b ".repeat(50_000))).isEqualTo(200_000);
        assertThat(Tokens.count(("a".repeat(500) + " ").repeat(120))).isLessThan(60_000);
    }
}
