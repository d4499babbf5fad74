package parley.gateway.rest;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Secret;

/** Finds the endpoint for a request, checks who may use it and how often, and turns whatever goes wrong into a problem. */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** Requests being answered at once on this node. */
    private static final int UNDER_WAY = 2_048;

    private final List<Endpoint> endpoints;
    private final Credentials credentials;
    private final CrossOrigin crossOrigin;
    private final RequestLimits limits;
    private final SpaceDoor door;
    private final Bodies bodies;
    private final Json json;
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    Router(
            List<Endpoint> endpoints,
            Credentials credentials,
            CrossOrigin crossOrigin,
            RequestLimits limits,
            SpaceDoor door,
            Bodies bodies,
            Json json) {
        this.endpoints = List.copyOf(endpoints);
        this.credentials = credentials;
        this.crossOrigin = crossOrigin;
        this.limits = limits;
        this.door = door;
        this.bodies = bodies;
        this.json = json;
    }

    /** Every endpoint there is. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Answers a request, whatever it is; never fails. */
    public CompletionStage<HttpResponse> answer(HttpRequest request, Materializer materializer) {
        if (!underWay.tryAcquire()) {
            request.discardEntityBytes(materializer);
            return CompletableFuture.completedFuture(answer(request, overloaded()));
        }
        return CompletableFuture.supplyAsync(() -> new Attempt(request, materializer).run(), threads)
                .whenComplete((_, _) -> underWay.release());
    }

    private static HttpResponse answer(HttpRequest request, Problem problem) {
        return problem.code().retryable() && EventAnswers.wanted(request)
                ? EventAnswers.trouble(problem)
                : problem.response();
    }

    private static Problem overloaded() {
        return Problem.of(ProblemCode.OVERLOADED, "too many requests are under way; send the same request again")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** One request on its way through the checks. */
    private final class Attempt {
        private final HttpRequest request;
        private final Materializer materializer;
        private final InetAddress address;
        private final String requestId = Secret.name("r_");
        private RequestLimits.@Nullable Standing standing;

        Attempt(HttpRequest request, Materializer materializer) {
            this.request = request;
            this.materializer = materializer;
            this.address = request.getAttribute(AttributeKeys.remoteAddress)
                    .flatMap(it -> it.getAddress())
                    .orElseGet(InetAddress::getLoopbackAddress);
        }

        HttpResponse run() {
            var answer = guarded();
            if (standing != null) {
                answer = answer.addHeaders(standing.headers());
            }
            if (answer.getHeader("Cache-Control").isEmpty()) {
                answer = answer.addHeader(RawHeader.create("Cache-Control", "no-store"));
            }
            return answer.addHeaders(crossOrigin.headers(request))
                    .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                    .addHeader(RawHeader.create("X-Request-Id", requestId));
        }

        private HttpResponse guarded() {
            try {
                return checked();
            } catch (Refusal refusal) {
                return refused(refusal.problem());
            } catch (RejectedExecutionException full) {
                return refused(overloaded());
            } catch (RuntimeException broken) {
                LOG.error(
                        "request {} failed: {} {}",
                        requestId,
                        request.method().value(),
                        request.getUri().path(),
                        broken);
                return refused(Problem.of(ProblemCode.INTERNAL, "something broke here; quote request " + requestId));
            }
        }

        private HttpResponse refused(Problem problem) {
            bodies.discard(request, materializer);
            return Router.answer(request, problem);
        }

        private HttpResponse checked() {
            var preflight = crossOrigin.preflight(request);
            if (preflight.isPresent()) {
                return preflight.get();
            }
            var parts = StreamSupport.stream(request.getUri().pathSegments().spliterator(), false)
                    .toList();
            var fitting = endpoints.stream()
                    .filter(it -> it.path().match(parts).isPresent())
                    .toList();
            if (fitting.isEmpty()) {
                throw Refusal.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
            }
            var endpoint = fitting.stream()
                    .filter(it -> it.method().equals(request.method()))
                    .findFirst();
            if (endpoint.isEmpty()) {
                return notAllowed(fitting);
            }
            return admitted(endpoint.get(), parts);
        }

        private HttpResponse notAllowed(List<Endpoint> fitting) {
            var allowed = fitting.stream().map(it -> it.method().value()).collect(Collectors.joining(", "));
            return refused(Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed here: " + allowed))
                    .addHeader(RawHeader.create("Allow", allowed));
        }

        private HttpResponse admitted(Endpoint endpoint, List<String> parts) {
            var ofAddress = take(limits.take(address, endpoint.credits()));
            var identity = credentials.check(request, endpoint);
            take(limits.take(identity, endpoint.credits(), ofAddress));
            var values = endpoint.path().match(parts).orElseThrow().values();
            var body = endpoint.readsBody() ? bodies.read(request, materializer) : Bodies.NONE;
            var call = new Call(request, address, values, body, json, identity, underWay);
            checkSpace(endpoint, call, identity);
            return endpoint.handler().answer(call);
        }

        private RequestLimits.Standing take(RequestLimits.Standing taken) {
            standing = taken;
            if (!taken.taken()) {
                throw new Refusal(taken.problem());
            }
            return taken;
        }

        private void checkSpace(Endpoint endpoint, Call call, @Nullable Identity identity) {
            if (identity == null) {
                return;
            }
            switch (endpoint.access()) {
                case ACQUAINTED -> call.checked(door.acquainted(call.spaceId(), identity));
                case MEMBER -> call.checked(door.member(call.spaceId(), identity));
                case ANYONE, SIGNED_IN, DECIDED_BY_SPACE, ADMINISTRATOR -> {}
            }
        }
    }
}
