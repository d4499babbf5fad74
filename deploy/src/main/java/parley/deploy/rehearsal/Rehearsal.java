package parley.deploy.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Plays an evening in a node that nobody uses yet: rooms full of visitors who chat as fast as they are answered, and of
 * whom some come back later and hear what they have missed. Called by {@code
 * bin/train} with the address of the node and the administrator's password; its limits must be lifted.
 */
public final class Rehearsal {

    private static final int ROOMS = 4;
    private static final int VISITORS = 12;
    private static final int TALKERS = 3;
    private static final int RETURNS = 100;
    private static final int MISSED = 1_000;
    private static final Duration EVENING = Duration.ofSeconds(12);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;
    private String token = "";

    private Rehearsal(URI node) {
        this.node = node;
    }

    public static void main(String[] arguments) throws Exception {
        new Rehearsal(URI.create(arguments[0])).play(arguments[1]);
    }

    private void play(String password) throws IOException, InterruptedException {
        get("/");
        token = field("token", post("/v1/auth/login", """
                {"name":"admin","password":"%s"}""".formatted(password)));
        var visitors = new ArrayList<Visitor>();
        for (int room = 0; room < ROOMS; room++) {
            visitors.addAll(visitorsOf(room));
        }
        Thread.sleep(EVENING);
        visitors.forEach(Visitor::leave);
        if (!visitors.stream().allMatch(Visitor::hasHeardMuch)) {
            throw new IllegalStateException("the visitors did not come to talk");
        }
        for (int time = 0; time < RETURNS; time++) {
            visitors.get(time % visitors.size()).comeBack(http, node, token, MISSED);
        }
        get("/v1/spaces");
    }

    private List<Visitor> visitorsOf(int room) throws IOException, InterruptedException {
        var space = field("id", post("/v1/spaces", """
                {"name":"room-%d","title":"Rehearsal","private":true,"policy":{"name":"quiet"}}""".formatted(room)));
        return IntStream.range(0, VISITORS)
                .mapToObj(number -> Visitor.enter(http, node, token, space, number < TALKERS))
                .toList();
    }

    private void get(String path) throws IOException, InterruptedException {
        var _ = send(request(path).GET());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(node.resolve(path)).header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s was answered %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static String field(String name, String json) {
        var found = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name)).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
