package parley.gateway.rest;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.Origins;
import parley.gateway.access.Passwords;
import parley.gateway.access.Sessions;
import parley.gateway.access.SignIn;
import parley.gateway.access.Tickets;
import parley.gateway.api.ApiDocuments;

/** All REST resources, wired. */
public final class RestApi {
    private RestApi() {}

    /** The router over every endpoint. */
    public static Router router(
            RestPorts ports,
            Sessions sessions,
            Passwords passwords,
            Tickets tickets,
            Origins origins,
            LimitSettings limits,
            MessageRate messages,
            InstantSource clock) {
        var json = new Json(limits.frames().depth());
        var answers = new Answers(json);
        var door = new SpaceDoor(ports.spaces());
        var signIn = new SignIn(ports.users(), sessions, passwords, System::nanoTime);
        var endpoints = Stream.of(
                        new HealthRoutes(ports.missing(), answers).endpoints(),
                        new ReferenceRoutes(ApiDocuments.built(), answers).endpoints(),
                        new AuthRoutes(signIn, sessions, clock, answers).endpoints(),
                        new TicketRoutes(tickets, limits.sockets().ticketTime(), answers).endpoints(),
                        new TokenRoutes(sessions, clock, answers).endpoints(),
                        new UserRoutes(ports.users(), sessions, passwords, clock, answers).endpoints(),
                        new SpaceRoutes(door, ports.spaces(), ports.directory(), ports.unread(), answers).endpoints(),
                        new MemberRoutes(door, ports.users(), ports.agents(), answers).endpoints(),
                        new MessageRoutes(door, ports.index(), messages, limits.frames(), answers).endpoints(),
                        new LogRoutes(ports.log(), ports.encoder(), ports.streams(), door, json, answers).endpoints(),
                        new StreamRoutes(ports.streams(), origins, answers).endpoints(),
                        new TurnRoutes(door, ports.drafts(), answers).endpoints(),
                        new IntentionRoutes(door, answers).endpoints(),
                        new ReadRoutes(ports.readers(), answers).endpoints(),
                        new SearchRoutes(door, ports.directory(), ports.index(), answers).endpoints(),
                        new AgentRoutes(ports.agents(), ports.models(), ports.ledger(), answers).endpoints(),
                        new BudgetRoutes(ports.ledger(), answers).endpoints(),
                        new SpendingRoutes(ports.agents(), ports.ledger(), ports.costs(), answers).endpoints(),
                        new CostRoutes(ports.costs(), clock, answers).endpoints(),
                        new PriceRoutes(ports.prices(), answers).endpoints())
                .flatMap(List::stream)
                .toList();
        return new Router(
                endpoints,
                new Credentials(sessions, origins),
                new CrossOrigin(origins),
                new RequestLimits(limits.requests(), System::nanoTime),
                door,
                new Bodies(limits.frames().body()),
                json);
    }
}
