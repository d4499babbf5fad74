package parley.gateway.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ResponseEntity;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Answers as HTTP has them. */
public final class Answers {
    private final Json json;

    public Answers(Json json) {
        this.json = json;
    }

    public HttpResponse ok(Object body) {
        return HttpResponse.create().withEntity(entity(body));
    }

    public HttpResponse created(Object body) {
        return ok(body).withStatus(StatusCodes.CREATED);
    }

    /** Done, and nothing to tell. */
    public static HttpResponse done() {
        return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
    }

    /** An answer with a link to the page after it; none where {@code next} is empty. */
    public static HttpResponse linked(Call call, HttpResponse answer, String next) {
        if (next.isEmpty()) {
            return answer;
        }
        var equals = next.indexOf('=');
        var name = next.substring(0, equals);
        var query = call.uri().query().toMultiMap().entrySet().stream()
                .filter(it -> !it.getKey().equals(name))
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue().getFirst()))
                .sorted()
                .toList();
        var rest = query.isEmpty() ? "" : "&" + String.join("&", query);
        var target = call.uri().path() + "?" + name + "=" + encoded(next.substring(equals + 1)) + rest;
        return answer.addHeader(RawHeader.create("Link", "<" + target + ">; rel=\"next\""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ResponseEntity entity(Object body) {
        return HttpEntities.create(ContentTypes.APPLICATION_JSON, ByteString.fromArrayUnsafe(json.write(body)));
    }
}
