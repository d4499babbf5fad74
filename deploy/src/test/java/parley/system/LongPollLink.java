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
final class LongPollLink implements Link {

    private static final int WAIT_SECONDS = 5;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Api api;
    private final Ear ear;
    private final BlockingQueue<JsonNode> wishes = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> commands = new LinkedBlockingQueue<>();
    private final Gate gate = new Gate();
    private final Thread listening;
    private final Thread speaking;
    private String space = "";
    private String epoch = "";
    private long cursor;
    private boolean following;

    LongPollLink(Api api, String hello, Ear ear) throws IOException {
        this.api = api;
        this.ear = ear;
        wishes.add(Api.JSON.readTree(hello).path("subs").path(0));
        listening = Thread.ofVirtual().unstarted(this::listen);
        speaking = Thread.ofVirtual().unstarted(this::speak);
        listening.start();
        speaking.start();
    }

    @Override
    public void send(String frame) {
        var said = Api.read(frame);
        switch (said.path("op").asText()) {
            case "cmd" -> commands.add(said);
            case "sub" -> wishes.add(said);
            case "ack", "pong" -> {}
            default -> throw new AssertionError("a client that asks for what follows needs no " + frame);
        }
    }

    @Override
    public void stall() {
        gate.open(false);
    }

    @Override
    public void readOn() {
        gate.open(true);
    }

    /** Whatever is under way is broken off. */
    @Override
    public void drop() {
        listening.interrupt();
        speaking.interrupt();
        ear.over();
    }

    private void listen() {
        try {
            while (true) {
                gate.pass();
                if (following) {
                    goOn(WAIT_SECONDS);
                } else {
                    begin(wishes.take());
                }
            }
        } catch (IOException | InterruptedException broken) {
            drop();
        }
    }

    private void speak() {
        try {
            while (true) {
                ear.heard(new CommandRequest(api, commands.take()).send());
            }
        } catch (IOException | InterruptedException broken) {
            drop();
        }
    }

    private void begin(JsonNode wish) throws IOException, InterruptedException {
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
            ear.heard(frame("err").set("problem", answer.body()));
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
        ear.heard(frame("sub").put("mode", "snapshot").put("head", cursor));
        ear.heard(frame("snap").put("part", 1).put("of", 1).put("at", cursor).set("data", data));
    }

    private void goOn(int waitSeconds) throws IOException, InterruptedException {
        var answer = api.get("/v1/spaces/%s/events?after=%d&limit=500&wait=%d".formatted(space, cursor, waitSeconds));
        if (answer.status() == OK && answer.body().path("epoch").asText().equals(epoch)) {
            take(answer.body());
        } else if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            LockSupport.parkNanos(AGAIN_NANOS);
        } else {
            following = false;
            ear.heard(frame("reset"));
        }
    }

    /** Each page is let through on its own: who was away in between may read all of it. */
    private void take(JsonNode page) {
        ear.heard(
                frame("sub").put("mode", "delta").put("head", page.path("head").asLong()));
        var stretch = new ArrayList<JsonNode>();
        page.path("events").forEach(stretch::add);
        for (var skip : page.path("skips")) {
            stretch.add(frame("skip").setAll((ObjectNode) skip));
        }
        stretch.sort(Comparator.comparingLong(
                piece -> piece.path(piece.has("from") ? "from" : "seq").asLong()));
        for (var piece : stretch) {
            cursor = piece.path(piece.has("to") ? "to" : "seq").asLong();
            ear.heard(piece);
        }
    }

    private ObjectNode frame(String op) {
        return Api.JSON.createObjectNode().put("op", op).put("space", space).put("epoch", epoch);
    }
}
