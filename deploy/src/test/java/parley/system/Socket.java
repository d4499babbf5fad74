package parley.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of protocol v1 over a WebSocket, subscribed to one space; every frame it hears can be taken in order. */
final class Socket implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final Map<Integer, CompletableFuture<JsonNode>> commands = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final String space;
    private final WebSocket socket;
    private CompletionStage<WebSocket> sent;

    /** Connects and says hello, from a cursor such as {@code "tail":0}. */
    Socket(Api api, String space, String cursor) {
        this.space = space;
        socket = api.connect(this);
        sent = CompletableFuture.completedFuture(socket);
        send("""
                {"op":"hello","v":1,"client":{"name":"test","version":"1"},"device":"d_test","active":true,\
                "subs":[{"space":"%s",%s}]}""".formatted(space, cursor));
    }

    /** Sends a message; completes with the {@code ok} or {@code err}, exceptionally when the connection is lost before. */
    CompletableFuture<JsonNode> post(String key, String text) {
        return command("message.send", key, Api.JSON.createObjectNode().put("text", text));
    }

    CompletableFuture<JsonNode> command(String type, String key, ObjectNode data) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        commands.put(id, answer);
        var frame = Api.JSON.createObjectNode().put("op", "cmd").put("id", id).put("space", space);
        send(frame.put("type", type).put("key", key).set("data", data).toString());
        if (closed.isDone()) {
            lost("closed");
        }
        return answer;
    }

    /** One frame after the other: the socket takes the next only when the last is gone. */
    synchronized void send(String frame) {
        sent = sent.thenCompose(_ -> socket.sendText(frame, true)).exceptionally(failure -> {
            lost(failure.toString());
            return socket;
        });
    }

    /** The next frame of an operation, within 20 seconds; frames of others in between are dropped. */
    JsonNode next(String op) throws InterruptedException {
        while (true) {
            var frame = frames.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no " + op + " within 20 s");
            }
            if (frame.path("op").asText().equals(op)) {
                return frame;
            }
        }
    }

    /** Completes with the close code. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /** Says goodbye. */
    void close() {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }

    /** Drops the connection without a goodbye. */
    void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            partial.toString().lines().forEach(this::hear);
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        lost("closed " + code);
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        lost(error.toString());
        closed.complete(1006);
    }

    private void hear(String line) {
        try {
            var frame = Api.JSON.readTree(line);
            var command = commands.remove(frame.path("re").asInt(-1));
            if (command != null) {
                command.complete(frame);
            }
            if (frame.path("op").asText().equals("ping")) {
                send("{\"op\":\"pong\"}");
            }
            frames.add(frame);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lost(String why) {
        commands.values().forEach(command -> command.completeExceptionally(new IllegalStateException(why)));
        commands.clear();
    }
}
