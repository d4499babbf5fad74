package parley.deploy.rehearsal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One visitor of one room: hears all, says that they did, and where they talk says the next thing when the last was heard. */
final class Visitor implements WebSocket.Listener {

    private static final int ACKNOWLEDGED_EVERY = 64 * 1024;
    private static final long RETURN_SECONDS = 10;
    private static final Pattern SEQ = Pattern.compile("\"op\":\"ev\".*?\"seq\":(\\d+)");
    private static final Pattern EPOCH = Pattern.compile("\"op\":\"sub\".*?\"epoch\":\"([^\"]+)\"");
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final AtomicLong KEYS = new AtomicLong();
    private static final String SPEECH = "Something worth saying in a room full of people. ".repeat(4);

    private final String space;
    private final String from;
    private final boolean talks;
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private CompletableFuture<?> said = CompletableFuture.completedFuture(null);
    private volatile String epoch = "";
    private volatile long reached;
    private int unacknowledged;
    private volatile boolean left;

    /** @param from what they know already: a place in the space's history, or how many messages to begin with */
    private Visitor(String space, String from, boolean talks) {
        this.space = space;
        this.from = from;
        this.talks = talks;
    }

    static Visitor enter(HttpClient http, URI node, String token, String space, boolean talks) {
        var visitor = new Visitor(space, "\"tail\":20", talks);
        visitor.connect(http, node, token);
        return visitor;
    }

    /** Comes back on another connection, having missed so many events, and vanishes once they have heard them. */
    void comeBack(HttpClient http, URI node, String token, int missed) {
        var place = "\"epoch\":\"%s\",\"seq\":%d".formatted(epoch, Math.max(1, reached - missed));
        var again = new Visitor(space, place, false);
        var socket = again.connect(http, node, token);
        again.live.orTimeout(RETURN_SECONDS, TimeUnit.SECONDS).join();
        socket.abort();
    }

    private WebSocket connect(HttpClient http, URI node, String token) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("parley.v1.json")
                .buildAsync(URI.create("ws://" + node.getAuthority() + "/v1/rt"), this)
                .join();
    }

    /** Whether they have heard more than themselves coming in. */
    boolean hasHeardMuch() {
        return reached > 100;
    }

    /** Stops talking; the connection ends with the rehearsal. */
    void leave() {
        left = true;
    }

    @Override
    public void onOpen(WebSocket socket) {
        say(socket, """
                {"op":"hello","v":1,"client":{"name":"rehearsal","version":"1"},"device":"d_%d","active":true,\
                "subs":[{"space":"%s",%s}]}""".formatted(KEYS.incrementAndGet(), space, from));
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            message.toString().lines().forEach(frame -> hear(socket, frame));
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void hear(WebSocket socket, String frame) {
        var event = SEQ.matcher(frame);
        var subscribed = EPOCH.matcher(frame);
        if (event.find()) {
            reached = Long.parseLong(event.group(1));
            acknowledge(socket, frame.length());
        } else if (subscribed.find()) {
            epoch = subscribed.group(1);
        } else if (frame.startsWith("{\"op\":\"live\"")) {
            live.complete(null);
            talk(socket);
        } else if (frame.startsWith("{\"op\":\"ok\"")) {
            talk(socket);
        } else if (frame.startsWith("{\"op\":\"ping\"")) {
            say(socket, "{\"op\":\"pong\"}");
        }
    }

    private void acknowledge(WebSocket socket, int size) {
        unacknowledged += size;
        if (unacknowledged >= ACKNOWLEDGED_EVERY) {
            unacknowledged = 0;
            say(socket, "{\"op\":\"ack\",\"a\":{\"%s\":%d}}".formatted(space, reached));
        }
    }

    private void talk(WebSocket socket) {
        if (talks && !left) {
            say(socket, """
                    {"op":"cmd","id":%d,"space":"%s","type":"message.send","key":"%s","data":{"text":"%s"}}""".formatted(KEYS.incrementAndGet(), space, key(), SPEECH));
        }
    }

    /** A ULID: 48 bits of time and a number, five bits a digit. */
    private static String key() {
        var key = new StringBuilder();
        long now = System.currentTimeMillis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            key.append(DIGITS.charAt((int) (now >> shift & 31)));
        }
        return key.append("%016d".formatted(KEYS.incrementAndGet())).toString();
    }

    /** One frame after the other. */
    private void say(WebSocket socket, String frame) {
        said = said.thenCompose(_ -> socket.sendText(frame, true));
    }
}
