package parley.gateway;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/** Answers what is no HTTP, or too much of it, as any other problem is answered. Anybody can send such, so it is not worth a warning. */
public final class UnreadableRequests extends ParsingErrorHandler {

    /** How the server finds it: by name, as an object of Scala. */
    public static final UnreadableRequests MODULE$ = new UnreadableRequests();

    private UnreadableRequests() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        log.debug("unreadable request, {}: {}", status, error.formatPretty());
        return Problem.of(ProblemCode.MALFORMED, "this is not readable as a request: " + error.summary())
                .response();
    }
}
