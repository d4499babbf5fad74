package parley.system.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.system.Api;

/** A way to speak the protocol. */
enum Transport {
    /** A WebSocket. */
    SOCKET {
        @Override
        Participant join(Api api, String space, Place place) {
            var ear = new FrameEar(space);
            var socket = api.connect(new SocketListener(ear));
            ear.vanishesBy(socket::abort);
            Consumer<String> send = frame -> socket.sendText(frame, true).join();
            send.accept(FrameMouth.hello(space, place));
            return new Participant(ear, new FrameMouth(space, send, ear));
        }
    },
    /** A stream of events that was made ready, and frames in requests. */
    STREAM {
        @Override
        Participant join(Api api, String space, Place place) {
            var hello = FrameMouth.hello(space, place);
            var ready = post(api, "/v1/rt/streams", hello).expect(201).body();
            var path = "/v1/rt/streams/" + ready.path("id").asText();
            var ear = new FrameEar(space);
            Consumer<String> send = frame -> post(api, path, frame).expect(202);
            listen(api, path, ear, send);
            return new Participant(ear, new FrameMouth(space, send, ear));
        }
    },
    /** The events of one space, as a browser's {@code EventSource} hears them, and REST. */
    LISTENER {
        @Override
        Participant join(Api api, String space, Place place) {
            var from = place.resumes() ? "after=%s.%d".formatted(place.epoch(), place.seq()) : "tail=" + place.tail();
            var ear = new FrameEar(space);
            listen(api, "/v1/spaces/%s/stream?%s".formatted(space, from), ear, _ -> {});
            return new Participant(ear, new RestMouth(api, space));
        }
    },
    /** Requests that wait for the next event, and REST. */
    POLL {
        @Override
        Participant join(Api api, String space, Place place) {
            return new Participant(new PollEar(api, space, place), new RestMouth(api, space));
        }
    };

    private static final int PATIENCE_SECONDS = 20;

    /** Follows a space from a place. */
    abstract Participant join(Api api, String space, Place place);

    private static Api.Answer post(Api api, String path, String frame) {
        try {
            return Requests.send(api, "POST", path, Api.JSON.readTree(frame));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hears a stream of events on a thread of its own. */
    private static void listen(Api api, String path, FrameEar ear, Consumer<String> send) {
        var request = HttpRequest.newBuilder(api.address().resolve(path))
                .header("Authorization", "Bearer " + api.token())
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = api.http()
                .sendAsync(request, BodyHandlers.ofInputStream())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        var stream = response.body();
        ear.vanishesBy(() -> close(stream));
        if (response.statusCode() != 200) {
            var problem = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .reduce("", String::concat);
            ear.refused(problem);
            return;
        }
        Thread.ofVirtual()
                .start(() -> read(stream, line -> {
                    if (line.startsWith("data: ")
                            && ear.arrived(line.substring(6))
                                    .path("op")
                                    .asText()
                                    .equals("ping")) {
                        send.accept("{\"op\":\"pong\"}");
                    }
                }));
    }

    private static void read(InputStream stream, Consumer<String> each) {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(line);
            }
        } catch (IOException gone) {
            // The ear has vanished, or the server; whoever waits for a frame notices.
            return;
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the messages of a socket apart. */
    private static final class SocketListener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private final FrameEar ear;
        private final CompletableFuture<Integer> closed;

        SocketListener(FrameEar ear) {
            this.ear = ear;
            closed = ear.closesWithCode();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var pinged = partial.toString()
                        .lines()
                        .map(ear::arrived)
                        .filter(frame -> frame.path("op").asText().equals("ping"))
                        .count();
                partial.setLength(0);
                socket.request(1);
                return pinged > 0 ? socket.sendText("{\"op\":\"pong\"}", true) : null;
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
