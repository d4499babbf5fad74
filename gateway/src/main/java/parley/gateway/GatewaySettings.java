package parley.gateway;

import java.time.Duration;
import parley.gateway.access.Proxies;

/**
 * Where and how the server listens.
 *
 * @param port 0 for any free one
 * @param connections open at once, WebSockets included
 * @param drain how long requests under way may take when the server goes down
 * @param proxies who may say on whose behalf they connect
 */
public record GatewaySettings(String host, int port, int connections, Duration drain, Proxies proxies) {
    public static final GatewaySettings DEFAULT =
            new GatewaySettings("127.0.0.1", 8080, 20_000, Duration.ofSeconds(10), Proxies.NONE);
}
