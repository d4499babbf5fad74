package parley.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets that open one socket each, within seconds, from the page that asked for it. Only their hashes are kept. */
public final class Tickets {

    /** Tickets that wait to be used; beyond it the oldest lapses. */
    static final int WAITING_MAX = 10_000;

    private final Map<String, Ticket> waiting = new LinkedHashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;

    private record Ticket(Identity identity, @Nullable String origin, Instant expiresAt) {}

    /** @param lifetime from the ticket to its use */
    public Tickets(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * A new ticket.
     *
     * @param origin of the page that asks for it; null for what is not a page
     */
    public String issue(Identity identity, @Nullable String origin) {
        var secret = Secret.random();
        synchronized (waiting) {
            purge();
            waiting.put(
                    secret.hash(), new Ticket(identity, origin, clock.instant().plus(lifetime)));
        }
        return secret.value();
    }

    /** Whose ticket it is; it cannot be used again, whatever the answer. */
    public Optional<Identity> redeem(String ticket, @Nullable String origin) {
        return take(ticket)
                .filter(valid -> valid.origin() == null || valid.origin().equals(origin))
                .map(Ticket::identity);
    }

    /** The same person's next proof of identity. */
    public Optional<Identity> renew(String ticket, Identity present) {
        return take(ticket).map(Ticket::identity).filter(next -> next.user().equals(present.user()));
    }

    private Optional<Ticket> take(String ticket) {
        Ticket found;
        synchronized (waiting) {
            found = waiting.remove(new Secret(ticket).hash());
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
}
