package parley.gateway.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one HTML document behind every address of the pages.
 *
 * @param template the document, all filled in but the theme
 * @param policy its Content-Security-Policy
 */
record Page(String template, String policy) {
    private static final String THEME = "{{theme}}";

    /** What {@code <html data-theme>} says for what the cookie says. */
    private static final Map<String, String> SCHEMES = Map.of("light", "light", "dark", "dark");

    private static final String FOLLOW_SYSTEM = "light dark";

    /** @param importMap where unbundled scripts find their libraries; empty where they are bundled */
    static Page of(String index, Bundle bundle, String importMap) {
        var map = importMap.isEmpty() ? "" : "<script type=\"importmap\">" + importMap + "</script>";
        var document = index.replace("{{script}}", bundle.script())
                .replace("{{worker}}", bundle.worker())
                .replace("{{style}}", bundle.style())
                .replace("{{preload}}", preload(bundle))
                .replace("{{importmap}}", map);
        return new Page(document, policy(importMap));
    }

    private static String preload(Bundle bundle) {
        var fonts = bundle.fonts().stream()
                .map(it -> "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" href=\"" + it + "\" crossorigin>\n")
                .collect(Collectors.joining());
        var scripts = bundle.scripts().stream()
                .map(it -> "<link rel=\"modulepreload\" href=\"" + it + "\">\n")
                .collect(Collectors.joining());
        return fonts + scripts;
    }

    private static String policy(String importMap) {
        var scripts = importMap.isEmpty() ? "'self'" : "'self' 'sha256-" + sha256(importMap) + "'";
        return "default-src 'none'; script-src " + scripts
                + "; style-src 'self'; font-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types lit-html parley";
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The document in the theme that its reader chose. */
    byte[] in(String theme) {
        return template.replace(THEME, SCHEMES.getOrDefault(theme, FOLLOW_SYSTEM))
                .getBytes(StandardCharsets.UTF_8);
    }
}
