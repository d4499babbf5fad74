package parley.gateway.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The origins that may call: the one that a page came from itself, and those that are configured, exactly. */
public final class Origins {
    private final Set<String> configured;

    /** Throws {@link IllegalArgumentException} for anything but exact origins. */
    public Origins(List<String> configured) {
        this.configured = configured.stream().map(Origins::exact).collect(Collectors.toUnmodifiableSet());
    }

    private static String exact(String origin) {
        var wrong = "the origin \"" + origin + "\" is not allowed: name exact origins, such as https://chat.example";
        try {
            var uri = URI.create(origin);
            var named = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
            var bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!named || !bare || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(wrong);
            }
            return origin.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(wrong, unreadable);
        }
    }

    /** Whether another site was let in by name. */
    public boolean configured(String origin) {
        return configured.contains(origin.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a page of this origin may call.
     *
     * @param host the {@code Host} that the request was sent to
     */
    public boolean allowed(String origin, String host) {
        var asked = origin.toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return configured.contains(asked) || asked.equals("http://" + own) || asked.equals("https://" + own);
    }
}
