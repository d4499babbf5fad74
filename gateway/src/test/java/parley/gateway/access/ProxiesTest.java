package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client is known by its own address behind proxies that are trusted, and cannot choose another one. */
class ProxiesTest {

    private final Proxies proxies = new Proxies(List.of("10.0.0.0/9", "192.0.2.1", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9 | 1.2.3.4                     | 203.0.113.9
            192.0.2.1   | 1.2.3.4                     | 1.2.3.4
            192.0.2.1   | 6.6.6.6, 1.2.3.4            | 1.2.3.4
            192.0.2.1   | 6.6.6.6, 1.2.3.4, 10.1.2.3  | 1.2.3.4
            10.127.0.1  | 1.2.3.4                     | 1.2.3.4
            10.128.0.1  | 1.2.3.4                     | 10.128.0.1
            fd12::1     | 2001:db8::5                 | 2001:db8:0:0:0:0:0:5
            192.0.2.1   | somewhere.example           | 192.0.2.1
            192.0.2.1   | 1.2.3.4, unknown            | 192.0.2.1
            192.0.2.1   | 10.0.0.1                    | 10.0.0.1
            """)
    @Tag("V1")
    @Tag("V14")
    void theNearestAddressThatIsNoTrustedProxyIsTheClients(String peer, String forwarded, String client) {
        var found = proxies.client(InetAddress.ofLiteral(peer), forwarded);

        assertThat(found.getHostAddress()).isEqualTo(client);
    }

    @Test
    void nobodyIsTrustedByDefault() {
        var peer = InetAddress.ofLiteral("127.0.0.1");

        assertThat(Proxies.NONE.client(peer, "1.2.3.4")).isEqualTo(peer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8x", "", "fd00::/-1"})
    void whatIsNoAddressIsNamedWithWhatIsAllowed(String wrong) {
        assertThatThrownBy(() -> new Proxies(List.of(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + wrong + "\"")
                .hasMessageContaining("10.0.0.0/8");
    }
}
