package parley.gateway.rest;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.jspecify.annotations.Nullable;
import parley.entity.Outcome;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceId;

/** A request under way: who asks, from where, for what and with what. Broken input is refused here, so that what comes out is right. */
public final class Call {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpRequest request;
    private final InetAddress address;
    private final Map<String, String> path;
    private final byte[] body;
    private final Json json;
    private final @Nullable Identity identity;
    private final Semaphore underWay;
    private @Nullable Space space;

    Call(
            HttpRequest request,
            InetAddress address,
            Map<String, String> path,
            byte[] body,
            Json json,
            @Nullable Identity identity,
            Semaphore underWay) {
        this.request = request;
        this.address = address;
        this.path = path;
        this.body = body;
        this.json = json;
        this.identity = identity;
        this.underWay = underWay;
    }

    /** The page that asks, by its origin; empty for what is not a page. */
    public Optional<String> origin() {
        return request.getHeader("Origin").map(HttpHeader::value);
    }

    public InetAddress address() {
        return address;
    }

    /** Who asks, on an endpoint for the signed-in. */
    public Identity identity() {
        if (identity == null) {
            throw Refusal.of(ProblemCode.UNAUTHENTICATED, "sign in, or send an API token: Authorization: Bearer …");
        }
        return identity;
    }

    /** A named part of the path. */
    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no part named " + name);
        }
        return value;
    }

    public SpaceId spaceId() {
        return new SpaceId(path("space"));
    }

    /** The space in the path as it stood when access to it was checked. */
    public Space space() {
        if (space == null) {
            throw new IllegalStateException("the endpoint's access does not check a space");
        }
        return space;
    }

    void checked(Space read) {
        space = read;
    }

    public Optional<String> query(String name) {
        return request.getUri().query().get(name).filter(value -> !value.isEmpty());
    }

    /** A whole number in the query. */
    public long number(String name, long least, long most, long usual) {
        return query(name).map(text -> Numbers.within(name, text, least, most)).orElse(usual);
    }

    /** The page size asked for. */
    public int limit(int usual, int most) {
        return (int) number("limit", 1, most, usual);
    }

    public Optional<String> header(String name) {
        return request.getHeader(name).map(it -> it.value());
    }

    /** Whether the client prefers comma-separated values. */
    public boolean wantsCsv() {
        return header("Accept").filter(it -> it.contains("text/csv")).isPresent();
    }

    /** The path and query as sent, for links to other pages. */
    public Uri uri() {
        return request.getUri();
    }

    /** The scheme of the page that sent the request, as far as it says so. */
    public boolean https() {
        return header("Origin")
                .map(origin -> origin.startsWith("https://"))
                .orElseGet(() -> request.getUri().scheme().equals("https"));
    }

    /** The body as a record. */
    public <T extends Record> T body(Class<T> type) {
        return json.read(body, type);
    }

    /** The body as it came. */
    byte[] bytes() {
        return body;
    }

    /** Waits for an answer that may take long, during which the request does not count as one under way. */
    <T> T awaitLong(CompletionStage<T> answer, Duration atMost) {
        var patience = atMost.plus(PATIENCE);
        request.getHeader(TimeoutAccess.class)
                .ifPresent(access -> access.timeoutAccess().updateTimeout(patience.plus(PATIENCE)));
        underWay.release();
        try {
            return await(answer, patience);
        } finally {
            underWay.acquireUninterruptibly();
        }
    }

    /** Waits for an answer, for {@link #PATIENCE} at most. */
    public static <T> T await(CompletionStage<T> answer) {
        return await(answer, PATIENCE);
    }

    private static <T> T await(CompletionStage<T> answer, Duration patience) {
        try {
            return answer.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw unavailable("no answer in time; send the same request again");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable("going down; send the same request again");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new CompletionException(failed.getCause());
        }
    }

    private static Refusal unavailable(String detail) {
        return new Refusal(Problem.of(ProblemCode.UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(1)));
    }

    /** Waits for an entity, which may have no answer at all. */
    public static <R> R answered(CompletionStage<Outcome<R>> outcome) {
        return switch (await(outcome)) {
            case Outcome.Answered<R>(var reply) -> reply;
            case Outcome.Overloaded<R> _ ->
                throw new Refusal(Problem.of(ProblemCode.OVERLOADED, "too much is waiting; send the same request again")
                        .retryAfter(Duration.ofSeconds(1)));
            case Outcome.Unavailable<R> _ -> throw unavailable("not to be reached now; send the same request again");
        };
    }

    /** Who a member id in the path or body stands for. */
    public MemberId memberInPath(String name) {
        return new MemberId(path(name));
    }
}
