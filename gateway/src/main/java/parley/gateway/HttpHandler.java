package parley.gateway;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Answers requests of one part of the gateway. */
@FunctionalInterface
public interface HttpHandler {
    CompletionStage<HttpResponse> answer(HttpRequest request);
}
