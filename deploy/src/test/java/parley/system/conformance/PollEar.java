package parley.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import parley.system.Api;

/** Asks for what follows, and waits for the answer. */
final class PollEar implements Ear {

    private static final int ATTEMPTS = 20;

    private final List<JsonNode> heard = new ArrayList<>();
    private final Api api;
    private final String space;
    private final Beginning beginning;
    private long cursor;

    PollEar(Api api, String space, Place place) {
        this.api = api;
        this.space = space;
        beginning = begin(place);
        cursor = beginning.seq();
    }

    private Beginning begin(Place place) {
        var nothing = JsonNodeFactory.instance.missingNode();
        var snapshot = Requests.send(api, "GET", "/v1/spaces/%s/snapshot".formatted(space), null);
        var body = snapshot.body();
        if (snapshot.status() != 200) {
            return new Beginning("", "", 0, nothing, body);
        }
        var epoch = body.path("epoch").asText();
        if (place.resumes() && place.epoch().equals(epoch)) {
            var mode = body.path("seq").asLong() == place.seq() ? "current" : "delta";
            return new Beginning(mode, epoch, place.seq(), nothing, nothing);
        }
        var messages = (ArrayNode) body.path("data").path("messages");
        while (messages.size() > place.tail()) {
            messages.remove(0);
        }
        return new Beginning("snapshot", epoch, body.path("seq").asLong(), body.path("data"), nothing);
    }

    @Override
    public Beginning beginning() {
        return beginning;
    }

    @Override
    public List<JsonNode> upTo(long seq) {
        for (int attempt = 0; cursor < seq && attempt < ATTEMPTS; attempt++) {
            var page = ask();
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            take(page.body());
        }
        assertThat(cursor).isGreaterThanOrEqualTo(seq);
        return heard;
    }

    private Api.Answer ask() {
        return Requests.send(api, "GET", "/v1/spaces/%s/events?after=%d&wait=5".formatted(space, cursor), null);
    }

    private void take(JsonNode page) {
        var stretch = new ArrayList<JsonNode>();
        page.path("events").forEach(stretch::add);
        for (var skip : page.path("skips")) {
            stretch.add(Api.JSON.createObjectNode().put("op", "skip").setAll((ObjectNode) skip));
        }
        stretch.sort(Comparator.comparingLong(PollEar::first));
        for (var frame : stretch) {
            heard.add(frame);
            cursor = frame.path(frame.has("to") ? "to" : "seq").asLong();
        }
    }

    private static long first(JsonNode frame) {
        return frame.path(frame.has("from") ? "from" : "seq").asLong();
    }

    @Override
    public String ending() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var page = ask();
            if (page.status() != 200) {
                return List.of("not_a_member", "no_such_space")
                                .contains(page.body().path("code").asText())
                        ? "membership"
                        : page.body().path("code").asText();
            }
            take(page.body());
        }
        throw new AssertionError("still heard");
    }

    @Override
    public String end() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var page = ask();
            if (page.status() == 401 || page.body().path("code").asText().equals("account_disabled")) {
                return page.body().path("code").asText();
            }
        }
        throw new AssertionError("still heard");
    }

    @Override
    public void close() {}
}
