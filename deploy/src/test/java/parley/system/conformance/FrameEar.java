package parley.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import parley.system.Api;

/** Hears frames, and keeps them all. */
final class FrameEar implements Ear {

    private static final long PATIENCE_SECONDS = 20;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

    private final BlockingQueue<JsonNode> arriving = new LinkedBlockingQueue<>();
    private final List<JsonNode> heard = new ArrayList<>();
    private final String space;
    private Runnable vanish = () -> {};
    private Optional<CompletableFuture<Integer>> closed = Optional.empty();

    FrameEar(String space) {
        this.space = space;
    }

    /** How to vanish without a word. */
    void vanishesBy(Runnable how) {
        vanish = how;
    }

    /** Completes with the code that the connection is closed with, where its kind has such codes. */
    CompletableFuture<Integer> closesWithCode() {
        var code = new CompletableFuture<Integer>();
        closed = Optional.of(code);
        return code;
    }

    /** One line of a frame arrived, from any thread. */
    JsonNode arrived(String line) {
        try {
            var frame = Api.JSON.readTree(line);
            arriving.add(frame);
            return frame;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    /** The space cannot be heard. */
    void refused(String problem) {
        arrived("{\"op\":\"err\",\"space\":\"%s\",\"problem\":%s}".formatted(space, problem));
    }

    /** The first frame that fits, of all that came or will come in time. */
    JsonNode await(Predicate<JsonNode> wanted) {
        for (int at = 0; ; at++) {
            if (at == heard.size()) {
                hear();
            }
            if (wanted.test(heard.get(at))) {
                return heard.get(at);
            }
        }
    }

    private void hear() {
        try {
            var frame = arriving.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing more within %d s after %s".formatted(PATIENCE_SECONDS, heard));
            }
            heard.add(frame);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Beginning beginning() {
        var begun = await(frame -> isHere(frame) && (is(frame, "sub") || is(frame, "err")));
        if (is(begun, "err")) {
            return new Beginning("", "", 0, NOTHING, begun.path("problem"));
        }
        var mode = begun.path("mode").asText();
        var state = Api.JSON.createObjectNode();
        if (mode.equals("snapshot")) {
            for (int part = 1; part <= begun.path("parts").asInt(); part++) {
                int wanted = part;
                var snapshot = await(frame ->
                        isHere(frame) && is(frame, "snap") && frame.path("part").asInt() == wanted);
                snapshot.path("data").properties().forEach(field -> {
                    if (field.getValue().isArray()) {
                        state.withArray(field.getKey()).addAll((ArrayNode) field.getValue());
                    }
                });
            }
        }
        var first = begun.has("from")
                ? begun.path("from").asLong() - 1
                : begun.path("head").asLong();
        return new Beginning(mode, begun.path("epoch").asText(), first, state, NOTHING);
    }

    @Override
    public List<JsonNode> upTo(long seq) {
        if (beginning().seq() < seq) {
            await(frame -> isHere(frame) && isEvent(frame) && last(frame) >= seq);
        }
        return heard.stream().filter(frame -> isHere(frame) && isEvent(frame)).toList();
    }

    private static long last(JsonNode frame) {
        return frame.path(is(frame, "skip") ? "to" : "seq").asLong();
    }

    @Override
    public String ending() {
        return await(frame -> isHere(frame) && is(frame, "reset"))
                .path("reason")
                .asText();
    }

    /** The words before the end, which the connection was closed in accordance with. */
    @Override
    public String end() {
        var bye = await(frame -> is(frame, "bye"));
        closed.ifPresent(code -> assertThat(
                        code.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
                .isEqualTo(bye.path("close").asInt()));
        return bye.path("problem").path("code").asText();
    }

    @Override
    public void close() {
        vanish.run();
    }

    private boolean isHere(JsonNode frame) {
        return frame.path("space").asText().equals(space);
    }

    private static boolean isEvent(JsonNode frame) {
        return is(frame, "ev") || is(frame, "skip");
    }

    private static boolean is(JsonNode frame, String op) {
        return frame.path("op").asText().equals(op);
    }
}
