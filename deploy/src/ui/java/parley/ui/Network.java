package parley.ui;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a browser and the server: it can be cut, can refuse some ways through it, and leads to another server when told to. */
final class Network implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int HEAD_MAX = 16_384;
    private static final int BUFFER = 8_192;
    private static final String STREAM = "GET /v1/rt/streams/";
    private static final byte[] REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket entrance;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
    private volatile URI server;
    private volatile boolean cut;
    private volatile boolean webSocketsRefused;
    private volatile boolean streamsRefused;

    Network(URI server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** Where a browser finds the server. */
    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    void leadsTo(URI other) {
        server = other;
    }

    /** Ends every connection and lets none through. */
    void cut() {
        cut = true;
        open.forEach(Network::end);
    }

    void mend() {
        cut = false;
    }

    void refuseWebSockets() {
        webSocketsRefused = true;
    }

    void letWebSocketsThrough() {
        webSocketsRefused = false;
    }

    /** Ends every connection on which a stream of events is asked for. */
    void refuseStreams() {
        streamsRefused = true;
    }

    /** How many WebSockets lead through here now. */
    int webSockets() {
        return webSockets.size();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var browser = entrance.accept();
                Thread.startVirtualThread(() -> pass(browser));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket browser) {
        open.add(browser);
        try (browser) {
            var head = head(browser.getInputStream());
            var webSocket = new String(head, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains("\nupgrade: websocket");
            if (cut || head.length == 0 || refused(head, head.length)) {
                return;
            }
            if (webSocket && webSocketsRefused) {
                browser.getOutputStream().write(REFUSAL);
                return;
            }
            if (webSocket) {
                webSockets.add(browser);
            }
            connect(browser, head);
        } catch (IOException lost) {
            end(browser);
        } finally {
            open.remove(browser);
            webSockets.remove(browser);
        }
    }

    private void connect(Socket browser, byte[] head) throws IOException {
        try (var upstream = new Socket(server.getHost(), server.getPort())) {
            open.add(upstream);
            upstream.getOutputStream().write(head);
            Thread.startVirtualThread(() -> copy(upstream, browser));
            say(browser.getInputStream(), upstream.getOutputStream());
            open.remove(upstream);
        }
    }

    private void say(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER];
        for (int length = from.read(buffer); length > 0 && !refused(buffer, length); length = from.read(buffer)) {
            to.write(buffer, 0, length);
        }
    }

    private boolean refused(byte[] request, int length) {
        return streamsRefused && new String(request, 0, length, StandardCharsets.ISO_8859_1).startsWith(STREAM);
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException lost) {
            end(to);
        }
    }

    /** The head of the first request on a connection; empty where none came. */
    private static byte[] head(InputStream input) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && head.size() < HEAD_MAX; next = input.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toByteArray();
            }
        }
        return new byte[0];
    }

    private static void end(Closeable connection) {
        try {
            connection.close();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    @Override
    public void close() {
        cut();
        end(entrance);
    }
}
