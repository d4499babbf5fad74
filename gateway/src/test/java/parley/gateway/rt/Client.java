package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.gateway.api.Documented;
import parley.space.SpaceId;

/** A client of the protocol that keeps everything it hears, all of which must be documented. */
final class Client implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 15_000;
    private static final int ACKNOWLEDGED_EVERY = 64 * 1024;

    private final BlockingQueue<JsonNode> arriving = new LinkedBlockingQueue<>();
    private final List<JsonNode> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final AtomicReference<CompletableFuture<Boolean>> sending =
            new AtomicReference<>(CompletableFuture.completedFuture(true));
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private volatile boolean reading = true;
    private volatile boolean acknowledging = true;
    private int unacknowledged;
    private int looked;
    private int foundAt;
    private int commands;

    static Client connect(URI address, Map<String, String> headers, String protocol, String... more) {
        var client = new Client();
        var builder = HTTP.newWebSocketBuilder().subprotocols(protocol, more);
        headers.forEach(builder::header);
        client.socket = builder.buildAsync(address, client)
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        return client;
    }

    void hello(String... wishes) {
        send("{\"op\":\"hello\",\"v\":1,\"client\":{\"name\":\"test\",\"version\":\"1\"},\"subs\":[%s]}"
                .formatted(String.join(",", wishes)));
    }

    /** Sends a message and gives the number of the command. */
    int posts(SpaceId space, String text) {
        return posts(space, Keys.next(), text);
    }

    int posts(SpaceId space, String key, String text) {
        return command(space, "message.send", ",\"key\":\"" + key + "\"", "{\"text\":\"" + text + "\"}");
    }

    int command(SpaceId space, String type, String envelope, String data) {
        int id = ++commands;
        send("{\"op\":\"cmd\",\"id\":%d,\"space\":\"%s\",\"type\":\"%s\"%s,\"data\":%s}"
                .formatted(id, space, type, envelope, data));
        return id;
    }

    /** The JDK's client takes one message at a time. */
    void send(String frame) {
        synchronized (sending) {
            sending.set(sending.get()
                    .thenCompose(_ -> socket().sendText(frame, true))
                    .thenApply(_ -> true)
                    .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    /** The answer to a command, which may have come before or after anything else. */
    JsonNode answer(int command) {
        return awaitFrom(0, frame -> frame.path("re").asInt() == command);
    }

    /** The first frame of an op that has not been looked at. */
    JsonNode next(String op) {
        return await(frame -> frame.path("op").asText().equals(op));
    }

    /** The first frame after all those looked at before that fits; fails when none comes. */
    JsonNode await(Predicate<JsonNode> wanted) {
        var found = awaitFrom(looked, wanted);
        looked = foundAt + 1;
        return found;
    }

    private JsonNode awaitFrom(int from, Predicate<JsonNode> wanted) {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        int at = from;
        while (true) {
            for (; at < frames.size(); at++) {
                if (wanted.test(frames.get(at))) {
                    foundAt = at;
                    return frames.get(at);
                }
            }
            hear(until);
        }
    }

    /** Events and skips as they came. */
    List<JsonNode> events() {
        return heard().stream()
                .filter(frame -> List.of("ev", "skip").contains(frame.path("op").asText()))
                .toList();
    }

    List<JsonNode> all(String op) {
        return heard().stream()
                .filter(frame -> frame.path("op").asText().equals(op))
                .toList();
    }

    /** Waits until so many messages were posted here. */
    List<String> texts(int count) {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (texts().size() < count) {
            hear(until);
        }
        return texts();
    }

    private List<String> texts() {
        return heard().stream()
                .filter(frame -> frame.path("type").asText().equals("message.created"))
                .map(Frames::text)
                .toList();
    }

    /** The code that the server closed with. */
    int closeCode() {
        return closed.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    /** Vanishes without a word. */
    void vanish() {
        socket().abort();
    }

    /** Leaves politely. */
    void leave() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Reads nothing more from the network until told to. */
    void stopReading() {
        reading = false;
    }

    /** Applies nothing of what it reads from now on. */
    void stopAcknowledging() {
        acknowledging = false;
    }

    void startAcknowledging() {
        acknowledging = true;
    }

    void acknowledge(String space, long applied) {
        send("{\"op\":\"ack\",\"a\":{\"%s\":%d}}".formatted(space, applied));
    }

    void readOn() {
        reading = true;
        socket().request(1);
    }

    private void hear(long until) {
        try {
            var frame = arriving.poll(until - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("not heard among %d frames; the last were %s"
                        .formatted(frames.size(), frames.subList(Math.max(0, frames.size() - 3), frames.size())));
            }
            frames.add(Documented.frame(frame));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<JsonNode> heard() {
        for (var frame = arriving.poll(); frame != null; frame = arriving.poll()) {
            frames.add(Documented.frame(frame));
        }
        return frames;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            partial.toString().lines().forEach(this::arrived);
            partial.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    private void arrived(String line) {
        try {
            var frame = JSON.readTree(line);
            arriving.add(frame);
            unacknowledged += line.length();
            if (acknowledging && unacknowledged > ACKNOWLEDGED_EVERY && frame.has("seq")) {
                unacknowledged = 0;
                acknowledge(frame.path("space").asText(), frame.path("seq").asLong());
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
