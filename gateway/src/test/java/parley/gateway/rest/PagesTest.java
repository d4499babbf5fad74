package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages load from one document under a strict policy; their files may be kept, the document may not. */
class PagesTest {

    /** The script of the page, and those that it needs before it can run. */
    private static final Pattern FIRST_SCRIPTS =
            Pattern.compile("<(?:script type=\"module\" src|link rel=\"modulepreload\" href)=\"([^\"]+)\"");

    private static final int FIRST_SCRIPTS_BYTES_MAX = 100_000;

    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    @Test
    void everyPageIsTheSameDocumentUnderAStrictPolicy() {
        for (var path : new String[] {"/", "/login", "/s/sp_a", "/s/sp_a/m/m_1", "/admin/costs"}) {
            var page = gateway.send("GET", path, null, Map.of());

            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "trusted-types lit-html")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(page.http().body()).contains("<p-app>").doesNotContain("{{");
        }
        assertThat(gateway.send("GET", "/no/such/page", null, Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void theThemeComesFromTheCookieAndNothingElseDoes() {
        var dark = gateway.send("GET", "/", null, Map.of("Cookie", "parley_theme=dark"));
        var evil = gateway.send("GET", "/", null, Map.of("Cookie", "parley_theme=x>y"));

        assertThat(dark.http().body()).contains("data-theme=\"dark\"");
        assertThat(evil.http().body()).contains("data-theme=\"light dark\"");
    }

    @Test
    void theScriptIsThereAndMayBeKeptForEverWhereItsNameChangesWithIt() {
        var html = gateway.send("GET", "/", null, Map.of()).http().body();
        var matcher =
                Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"").matcher(html);
        assertThat(matcher.find()).isTrue();

        var script = gateway.send("GET", matcher.group(1), null, Map.of("Accept-Encoding", "gzip"));

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).contains("javascript");
        assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(script.header("Cache-Control")).isIn("public, max-age=31536000, immutable", "no-cache");
    }

    @Test
    @Tag("W41")
    void theFirstPageNeedsLessThanAHundredKilobytesOfScript() {
        var html = gateway.send("GET", "/", null, Map.of()).http().body();

        var bytes = FIRST_SCRIPTS
                .matcher(html)
                .results()
                .map(script -> gateway.send("GET", script.group(1), null, Map.of("Accept-Encoding", "gzip")))
                .mapToInt(script -> Integer.parseInt(script.header("Content-Length")))
                .sum();

        assertThat(bytes).isBetween(1, FIRST_SCRIPTS_BYTES_MAX);
    }

    @Test
    void nothingButTheFilesOfThePagesIsServed() {
        for (var path : new String[] {
            "/assets/../index.html",
            "/assets/%2e%2e/meta.json",
            "/assets//etc/passwd",
            "/assets/none.js",
            "/assets/.git"
        }) {
            assertThat(gateway.send("GET", path, null, Map.of()).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(gateway.send("POST", "/", Map.of(), Map.of()).status()).isEqualTo(405);
    }
}
