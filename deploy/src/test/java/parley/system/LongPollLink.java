package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that has nothing but requests: each asks for what follows and waits for it. What a server would say on a
 * connection follows from the answers.
 */
final class LongPollLink extends RequestLink<JsonNode> {

    private static final int WAIT_SECONDS = 5;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Api api;
    private final BlockingQueue<JsonNode> wishes = new LinkedBlockingQueue<>();
    private String space = "";
    private String epoch = "";
    private long cursor;
    private boolean following;

    LongPollLink(Api api, String hello, Ear ear) throws IOException {
        super(ear);
        this.api = api;
        wishes.add(Api.JSON.readTree(hello).path("subs").path(0));
        begin();
    }

    @Override
    public void send(String frame) {
        var said = Api.read(frame);
        switch (said.path("op").asText()) {
            case "cmd" -> toSay(said);
            case "sub" -> wishes.add(said);
            case "ack", "pong" -> {}
            default -> throw new AssertionError("a client that asks for what follows needs no " + frame);
        }
    }

    @Override
    void hearNext() throws IOException, InterruptedException {
        if (following) {
            goOn(WAIT_SECONDS);
        } else {
            follow(wishes.take());
        }
    }

    @Override
    void say(JsonNode command) throws IOException, InterruptedException {
        heard(new CommandRequest(api, command).send());
    }

    private void follow(JsonNode wish) throws IOException, InterruptedException {
        space = wish.path("space").asText();
        following = wish.has("seq");
        if (following) {
            epoch = wish.path("epoch").asText();
            cursor = wish.path("seq").asLong();
            goOn(0);
            return;
        }
        var answer = api.get("/v1/spaces/%s/snapshot".formatted(space));
        if (answer.status() == OK) {
            state(answer.body(), wish.path("tail").asInt());
        } else {
            heard(frame("err").set("problem", answer.body()));
        }
    }

    private void state(JsonNode body, int tail) {
        following = true;
        epoch = body.path("epoch").asText();
        cursor = body.path("seq").asLong();
        var data = (ObjectNode) body.path("data");
        var messages = (ArrayNode) data.path("messages");
        while (messages.size() > tail) {
            messages.remove(0);
        }
        heard(frame("sub").put("mode", "snapshot").put("head", cursor));
        heard(frame("snap").put("part", 1).put("of", 1).put("at", cursor).set("data", data));
    }

    private void goOn(int waitSeconds) throws IOException, InterruptedException {
        var answer = api.get("/v1/spaces/%s/events?after=%d&limit=500&wait=%d".formatted(space, cursor, waitSeconds));
        if (answer.status() == OK && answer.body().path("epoch").asText().equals(epoch)) {
            take(answer.body());
        } else if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            LockSupport.parkNanos(AGAIN_NANOS);
        } else {
            following = false;
            heard(frame("reset"));
        }
    }

    /** Each page is let through on its own: who was away in between may read all of it. */
    private void take(JsonNode page) {
        heard(frame("sub").put("mode", "delta").put("head", page.path("head").asLong()));
        var stretch = new ArrayList<JsonNode>();
        page.path("events").forEach(stretch::add);
        for (var skip : page.path("skips")) {
            stretch.add(frame("skip").setAll((ObjectNode) skip));
        }
        stretch.sort(Comparator.comparingLong(
                piece -> piece.path(piece.has("from") ? "from" : "seq").asLong()));
        for (var piece : stretch) {
            cursor = piece.path(piece.has("to") ? "to" : "seq").asLong();
            heard(piece);
        }
    }

    private ObjectNode frame(String op) {
        return Api.JSON.createObjectNode().put("op", op).put("space", space).put("epoch", epoch);
    }
}
