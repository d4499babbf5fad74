package parley.system;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A connection that hears over server-sent events. */
final class EventStreamLink extends RequestLink<String> {

    private static final String DATA = "data:";

    private final Api api;
    private final String path;
    private final InputStream stream;
    private final BufferedReader lines;

    EventStreamLink(Api api, String hello, Ear ear) throws IOException, InterruptedException {
        super(ear);
        this.api = api;
        var made = api.http().send(saying("/v1/rt/streams", hello), BodyHandlers.ofString());
        if (made.statusCode() != 201) {
            throw new IOException("no stream: " + made.body());
        }
        path = "/v1/rt/streams/" + Api.JSON.readTree(made.body()).path("id").asText();
        var open = request(path).header("Accept", "text/event-stream").build();
        stream = api.http().send(open, BodyHandlers.ofInputStream()).body();
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        begin();
    }

    @Override
    public void send(String frame) {
        toSay(frame);
    }

    @Override
    void hearNext() throws IOException {
        var line = lines.readLine();
        if (line == null) {
            throw new EOFException("the stream has ended");
        }
        if (line.startsWith(DATA)) {
            heard(Api.JSON.readTree(line.substring(DATA.length())));
        }
    }

    @Override
    void say(String frame) throws IOException, InterruptedException {
        var answer = api.http().send(saying(path, frame), BodyHandlers.discarding());
        if (answer.statusCode() >= 400) {
            throw new IOException("not taken: " + answer.statusCode());
        }
    }

    @Override
    public void drop() {
        super.drop();
        try {
            stream.close();
        } catch (IOException gone) {
            // it is over either way
        }
    }

    private HttpRequest saying(String to, String frame) {
        return request(to)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(frame))
                .build();
    }

    private HttpRequest.Builder request(String to) {
        return HttpRequest.newBuilder(api.address().resolve(to)).header("Authorization", "Bearer " + api.token());
    }
}
