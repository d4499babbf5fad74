package parley.system;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection over a WebSocket. */
final class WebSocketLink implements Link, WebSocket.Listener {

    private final Ear ear;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private CompletionStage<?> sent;
    private volatile boolean reading = true;

    WebSocketLink(Api api, String hello, Ear ear) {
        this.ear = ear;
        socket = api.connect(this);
        sent = CompletableFuture.completedFuture(socket);
        send(hello);
    }

    /** One frame after the other: the socket takes the next only when the last is gone. */
    @Override
    public synchronized void send(String frame) {
        sent = sent.thenCompose(_ -> socket.sendText(frame, true)).exceptionally(_ -> {
            ear.over();
            return socket;
        });
    }

    @Override
    public void stall() {
        reading = false;
    }

    @Override
    public void readOn() {
        reading = true;
        socket.request(1);
    }

    @Override
    public void drop() {
        socket.abort();
        ear.over();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            partial.toString().lines().forEach(this::hear);
            partial.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ear.over();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ear.over();
    }

    private void hear(String line) {
        ear.heard(Api.read(line));
    }
}
