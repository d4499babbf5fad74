package parley.gateway.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The proxies that are believed about whom they speak for: single addresses, and networks such as {@code 10.0.0.0/8}. */
public final class Proxies {

    public static final Proxies NONE = new Proxies(List.of());

    private final List<Network> trusted;

    private record Network(InetAddress address, int bits) {

        boolean contains(InetAddress other) {
            var bytes = other.getAddress();
            var wanted = address.getAddress();
            if (bytes.length != wanted.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(wanted, 0, whole, bytes, 0, whole)
                    && (rest == 0 || (wanted[whole] ^ bytes[whole]) >> (Byte.SIZE - rest) == 0);
        }
    }

    /** Throws {@link IllegalArgumentException} for what is no address and no network. */
    public Proxies(List<String> trusted) {
        this.trusted = trusted.stream().map(Proxies::network).toList();
    }

    private static Network network(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var wrong = new IllegalArgumentException("\"" + text
                + "\" is no address and no network: allowed are such as 192.0.2.7, 10.0.0.0/8 and fd00::/8");
        var first = literal(address).orElseThrow(() -> wrong);
        int most = first.getAddress().length * Byte.SIZE;
        try {
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw wrong;
            }
            return new Network(first, bits);
        } catch (NumberFormatException unreadable) {
            throw wrong;
        }
    }

    /**
     * The client itself: the nearest address on the way that is no trusted proxy. What stands before it in the header was
     * written by somebody who is not believed.
     *
     * @param forwarded the addresses of {@code X-Forwarded-For}, the client's first
     */
    public InetAddress client(InetAddress peer, String forwarded) {
        var way = List.of(forwarded.split(",")).reversed();
        var client = peer;
        for (var hop : way) {
            var before = literal(hop.strip());
            if (!isTrusted(client) || before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** An address that is written out; names are not looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
