package parley.gateway.rest;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.gateway.access.Tickets;

/** {@code /v1/rt/tickets}: what a page shows to open a socket, since a cookie alone never does. */
final class TicketRoutes {

    private record NewTicket(String ticket, long expiresIn) {}

    private final Tickets tickets;
    private final Duration lifetime;
    private final Answers answers;

    TicketRoutes(Tickets tickets, Duration lifetime, Answers answers) {
        this.tickets = tickets;
        this.lifetime = lifetime;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/rt/tickets", Access.SIGNED_IN, this::issue).forReaders());
    }

    private HttpResponse issue(Call call) {
        var origin = call.origin().orElse(null);
        return answers.created(new NewTicket(tickets.issue(call.identity(), origin), lifetime.toSeconds()));
    }
}
