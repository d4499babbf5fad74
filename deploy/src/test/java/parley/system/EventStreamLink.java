package parley.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A connection that hears over server-sent events and speaks in requests, one after the other. */
final class EventStreamLink implements Link {

    private static final String DATA = "data:";

    private final Api api;
    private final Ear ear;
    private final String path;
    private final HttpResponse<InputStream> stream;
    private final BlockingQueue<String> toSend = new LinkedBlockingQueue<>();
    private final Gate gate = new Gate();
    private volatile boolean over;

    EventStreamLink(Api api, String hello, Ear ear) throws IOException, InterruptedException {
        this.api = api;
        this.ear = ear;
        var made = api.http().send(request("/v1/rt/streams", hello), BodyHandlers.ofString());
        if (made.statusCode() != 201) {
            throw new IOException("no stream: " + made.body());
        }
        path = "/v1/rt/streams/" + Api.JSON.readTree(made.body()).path("id").asText();
        var open = HttpRequest.newBuilder(api.address().resolve(path))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + api.token())
                .build();
        stream = api.http().send(open, BodyHandlers.ofInputStream());
        Thread.startVirtualThread(this::listen);
        Thread.startVirtualThread(this::speak);
    }

    @Override
    public void send(String frame) {
        toSend.add(frame);
    }

    @Override
    public void stall() {
        gate.open(false);
    }

    @Override
    public void readOn() {
        gate.open(true);
    }

    @Override
    public void drop() {
        end();
        try {
            stream.body().close();
        } catch (IOException gone) {
            // it is over either way
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                gate.pass();
                if (line.startsWith(DATA)) {
                    ear.heard(Api.JSON.readTree(line.substring(DATA.length())));
                }
            }
        } catch (IOException | InterruptedException broken) {
            // whoever listens is told the same
        }
        end();
    }

    private void speak() {
        try {
            while (!over) {
                var frame = toSend.take();
                if (!over
                        && api.http()
                                        .send(request(path, frame), BodyHandlers.discarding())
                                        .statusCode()
                                >= 400) {
                    drop();
                }
            }
        } catch (IOException | InterruptedException broken) {
            drop();
        }
    }

    private void end() {
        over = true;
        gate.open(true);
        toSend.add("");
        ear.over();
    }

    private HttpRequest request(String to, String body) {
        return HttpRequest.newBuilder(api.address().resolve(to))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
