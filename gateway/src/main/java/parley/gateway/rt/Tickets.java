package parley.gateway.rt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;

/** Tickets that open one socket each, within seconds, from the page that asked for it. Only their hashes are kept. */
final class Tickets {

    /** Tickets that wait to be used; beyond it the oldest lapses. */
    static final int WAITING_MAX = 10_000;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Ticket> waiting = new LinkedHashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;

    private record Ticket(Identity identity, @Nullable String origin, Instant expiresAt) {}

    Tickets(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * A new ticket.
     *
     * @param origin of the page that asks for it; null for what is not a page
     */
    String issue(Identity identity, @Nullable String origin) {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        synchronized (waiting) {
            purge();
            waiting.put(hash(ticket), new Ticket(identity, origin, clock.instant().plus(lifetime)));
        }
        return ticket;
    }

    /** Whose ticket it is; it cannot be used again, whatever the answer. */
    Optional<Identity> redeem(String ticket, @Nullable String origin) {
        return take(ticket)
                .filter(valid -> valid.origin() == null || valid.origin().equals(origin))
                .map(Ticket::identity);
    }

    /** The same person's next proof of identity. */
    Optional<Identity> renew(String ticket, Identity present) {
        return take(ticket).map(Ticket::identity).filter(next -> next.user().equals(present.user()));
    }

    private Optional<Ticket> take(String ticket) {
        Ticket found;
        synchronized (waiting) {
            found = waiting.remove(hash(ticket));
        }
        return Optional.ofNullable(found).filter(valid -> clock.instant().isBefore(valid.expiresAt()));
    }

    /** All tickets live equally long, so the oldest lapse first. */
    private void purge() {
        Iterator<Ticket> oldest = waiting.values().iterator();
        var now = clock.instant();
        while (oldest.hasNext()) {
            var expired = !now.isBefore(oldest.next().expiresAt());
            if (!expired && waiting.size() < WAITING_MAX) {
                return;
            }
            oldest.remove();
        }
    }

    private static String hash(String ticket) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(ticket.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform knows SHA-256", e);
        }
    }
}
