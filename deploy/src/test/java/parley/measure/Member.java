package parley.measure;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import parley.system.Api;
import parley.system.Ulid;

/** One connection that follows a space, acknowledges what it hears, and may keep messages in flight. */
final class Member implements WebSocket.Listener {

    private static final int IN_FLIGHT = 2;
    private static final int ACKNOWLEDGE_EVERY = 64 * 1024;
    private static final String TEXT = "x".repeat(180);
    private static final Pattern MESSAGE =
            Pattern.compile("\"op\":\"ev\",[^\\n]*?\"seq\":(\\d+)[^\\n]*?\"message.created\"");
    private static final Pattern SENT = Pattern.compile("\"text\":\"(\\d{20}) x");
    private static final Pattern ACCEPTED = Pattern.compile("\"op\":\"ok\",\"re\":(\\d+)");

    private final StringBuilder partial = new StringBuilder();
    private final Map<Integer, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private final String space;
    private final Counts counts;
    private final WebSocket socket;
    private CompletionStage<WebSocket> sending;
    private volatile boolean watching;
    private volatile boolean reading = true;
    private int unacknowledged;

    Member(Api api, String space, Counts counts) {
        this.space = space;
        this.counts = counts;
        socket = api.connect(this);
        sending = CompletableFuture.completedFuture(socket);
        send("{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\",\"tail\":0}]}".formatted(space));
        live.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Keeps messages in flight from now on. */
    void speak() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            post();
        }
    }

    /** Tells from now on how long messages are under way. */
    void watch() {
        watching = true;
    }

    /** Reads nothing more, and keeps the connection. */
    void stall() {
        reading = false;
    }

    /** Is gone. */
    void vanish() {
        socket.abort();
    }

    private void post() {
        int number = numbers.incrementAndGet();
        sentAt.put(number, System.nanoTime());
        send(
                "{\"op\":\"cmd\",\"id\":%d,\"space\":\"%s\",\"type\":\"message.send\",\"key\":\"%s\",\"data\":{\"text\":\"%020d %s\"}}"
                        .formatted(number, space, Ulid.next(), System.nanoTime(), TEXT));
    }

    private synchronized void send(String frame) {
        sending = sending.thenCompose(_ -> socket.sendText(frame, true));
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(partial.toString());
            partial.setLength(0);
        }
        if (reading) {
            webSocket.request(1);
        }
        return CompletableFuture.completedFuture(null);
    }

    private void hear(String frame) {
        if (frame.contains("\"op\":\"live\"")) {
            live.complete(null);
        }
        if (frame.contains("\"op\":\"ping\"")) {
            send("{\"op\":\"pong\"}");
        }
        var accepted = ACCEPTED.matcher(frame);
        while (accepted.find()) {
            var began = sentAt.remove(Integer.parseInt(accepted.group(1)));
            if (began != null) {
                counts.acknowledged(System.nanoTime() - began);
                post();
            }
        }
        var message = MESSAGE.matcher(frame);
        int messages = 0;
        var seq = "";
        while (message.find()) {
            messages++;
            seq = message.group(1);
        }
        counts.delivered(messages);
        if (watching) {
            long now = System.nanoTime();
            SENT.matcher(frame).results().forEach(sent -> counts.underWay(now - Long.parseLong(sent.group(1))));
        }
        unacknowledged += frame.length();
        if (messages > 0 && unacknowledged >= ACKNOWLEDGE_EVERY) {
            unacknowledged = 0;
            send("{\"op\":\"ack\",\"a\":{\"%s\":%s}}".formatted(space, seq));
        }
    }
}
