package parley.gateway.rest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Origins;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.Space;
import parley.space.actor.HubMessage.Place;

/** {@code /v1/spaces/{space}/stream} and {@code /v1/rt/streams}: the realtime protocol as server-sent events. */
final class StreamRoutes {
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private record NewStream(String id, long expiresIn) {}

    private final EventStreams streams;
    private final Origins origins;
    private final Answers answers;

    StreamRoutes(EventStreams streams, Origins origins, Answers answers) {
        this.streams = streams;
        this.origins = origins;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/spaces/{space}/stream", Access.MEMBER, this::follow),
                Endpoint.post("/v1/rt/streams", Access.SIGNED_IN, this::prepare).forReaders(),
                Endpoint.get("/v1/rt/streams/{stream}", Access.SIGNED_IN, this::open),
                Endpoint.post("/v1/rt/streams/{stream}", Access.SIGNED_IN, this::say)
                        .forReaders());
    }

    private HttpResponse follow(Call call) {
        checkPage(call);
        var place = call.header("Last-Event-ID").or(() -> call.query("after")).orElse("");
        var tail = (int) call.number("tail", 0, Space.RECENT, Space.RECENT);
        return EventAnswers.of(
                streams.follow(call.identity(), call.address().getHostAddress(), call.spaceId(), place(place), tail));
    }

    private HttpResponse prepare(Call call) {
        var id = streams.prepare(call.identity(), call.bytes());
        return answers.created(new NewStream(id, streams.openWithin().toSeconds()))
                .addHeader(RawHeader.create("Location", "/v1/rt/streams/" + id));
    }

    /** An {@code EventSource} that comes back to a stream that is over is told to stop. */
    private HttpResponse open(Call call) {
        checkPage(call);
        return streams.open(call.path("stream"), call.identity(), call.address().getHostAddress())
                .map(EventAnswers::of)
                .orElseGet(Answers::done);
    }

    private HttpResponse say(Call call) {
        if (!Call.await(streams.say(call.path("stream"), call.identity(), call.bytes()))) {
            throw new Refusal(Problem.of(ProblemCode.OVERLOADED, "read what the stream has sent, and send this again")
                    .retryAfter(Duration.ofSeconds(1)));
        }
        return HttpResponse.create().withStatus(StatusCodes.ACCEPTED);
    }

    /** A cookie goes along with whatever a browser sends, so a page has to be from here, or of an origin that is let in. */
    private void checkPage(Call call) {
        var host = call.header("Host").orElse("");
        boolean foreign = call.origin()
                .map(origin -> !origins.allowed(origin, host))
                .orElseGet(
                        () -> OTHER_SITES.contains(call.header("Sec-Fetch-Site").orElse("")));
        if (foreign) {
            throw Refusal.of(
                    ProblemCode.ORIGIN_FORBIDDEN,
                    "pages of another origin may not listen; an administrator can allow it in the configuration");
        }
    }

    /** A place such as {@code e7.48216}; null for anything else, so that whoever got lost begins with the state. */
    private static @Nullable Place place(String id) {
        int dot = id.lastIndexOf('.');
        try {
            return dot < 1 ? null : new Place(id.substring(0, dot), Long.parseUnsignedLong(id.substring(dot + 1)));
        } catch (NumberFormatException lost) {
            return null;
        }
    }
}
