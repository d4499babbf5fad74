package parley.gateway.rest;

import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing that can be done over HTTP.
 *
 * @param reads whether a token that may only read will do
 * @param path literal parts and {@code {names}}
 * @param credits what a request takes from its caller's token bucket
 */
public record Endpoint(
        HttpMethod method, PathTemplate path, Access access, boolean reads, int credits, Handler handler) {
    private static final int USUAL = 1;

    /** Answers a request. Runs on a virtual thread of the request's own, so it may wait; throws {@link Refusal}. */
    @FunctionalInterface
    public interface Handler {
        HttpResponse answer(Call call);
    }

    public static Endpoint get(String path, Access access, Handler handler) {
        return of(HttpMethods.GET, path, access, handler);
    }

    public static Endpoint post(String path, Access access, Handler handler) {
        return of(HttpMethods.POST, path, access, handler);
    }

    public static Endpoint put(String path, Access access, Handler handler) {
        return of(HttpMethods.PUT, path, access, handler);
    }

    public static Endpoint patch(String path, Access access, Handler handler) {
        return of(HttpMethods.PATCH, path, access, handler);
    }

    public static Endpoint delete(String path, Access access, Handler handler) {
        return of(HttpMethods.DELETE, path, access, handler);
    }

    private static Endpoint of(HttpMethod method, String path, Access access, Handler handler) {
        return new Endpoint(method, PathTemplate.of(path), access, method.equals(HttpMethods.GET), USUAL, handler);
    }

    /** The same endpoint at another price. */
    public Endpoint costing(int more) {
        return new Endpoint(method, path, access, reads, more, handler);
    }

    /** The same endpoint for tokens that may only read, too: what it makes is a way to read. */
    public Endpoint forReaders() {
        return new Endpoint(method, path, access, true, credits, handler);
    }

    /** What people call it: {@code GET /v1/spaces/{space}}. */
    public String name() {
        return method.value() + " " + path;
    }

    /** Whether a request has a body to be read. */
    boolean readsBody() {
        return !method.equals(HttpMethods.GET);
    }

    /** Whether a request changes nothing. */
    boolean safe() {
        return method.equals(HttpMethods.GET);
    }
}
