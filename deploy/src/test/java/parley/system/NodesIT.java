package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL are one Parley: whoever moves from one to the other goes on there. */
@Tag("G5")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesIT {

    /** More than a returning client is told one by one. */
    private static final int MANY = 2_100;

    private static final int WAVE = 300;

    @AutoClose
    private final Nodes nodes;

    private final List<Api> admin;
    private int spaces;

    NodesIT(@TempDir Path folder) throws Exception {
        nodes = new Nodes(folder, 2);
        admin = nodes.all(Api.at(nodes.get(0).address()).as("admin", Product.PASSWORD));
    }

    @Test
    @Tag("W9")
    @Tag("W28")
    void whoMovesToTheOtherNodeGoesOnFromAnyAgeWithoutGapOrRepetition() throws Exception {
        var space = newSpace();
        var first = new Socket(admin.get(0), space, "\"tail\":0");
        var epoch = first.next("sub").path("epoch").asText();
        long head = say(first, MANY);

        for (long age : List.of(0L, 1L, 30L, 700L, 1_500L)) {
            var moved = new Socket(admin.get(1), space, place(epoch, head - age));

            assertThat(moved.next("sub").path("mode").asText()).isEqualTo(age == 0 ? "current" : "delta");
            long from = head - age + 1;
            head = say(first, 1);
            assertThat(heard(moved, space, head - from + 1)).isEqualTo(range(from, head));
            moved.abort();
        }
        var late = new Socket(admin.get(1), space, place(epoch, 1));
        assertThat(late.next("sub").path("mode").asText()).isEqualTo("snapshot");
        assertThat(late.next("live").path("seq").asLong()).isEqualTo(head);
        late.abort();
        first.abort();
    }

    @Test
    @Tag("T12")
    void aMessageSaidOnOneNodeIsHeardOnBothWithOneIdAndOnePlace() throws Exception {
        var space = newSpace();
        var here = new Socket(admin.get(0), space, "\"tail\":0");
        var there = new Socket(admin.get(1), space, "\"tail\":0");
        here.next("live");
        there.next("live");

        here.post(Ulid.next(), "from here").get();
        there.post(Ulid.next(), "from there").get();

        for (int i = 0; i < 2; i++) {
            assertThat(here.next("ev")).isEqualTo(there.next("ev"));
        }
        here.abort();
        there.abort();
    }

    @Test
    @Tag("W28")
    void whatLivesOnOneNodeIsRefusedByTheOtherInAWayThatLeadsOn() throws Exception {
        var space = newSpace();
        var stream = admin.get(0)
                .post(
                        "/v1/rt/streams",
                        Map.of("op", "hello", "v", 1, "subs", List.of(Map.of("space", space, "tail", 0))))
                .expect(201)
                .body()
                .path("id")
                .asText();

        var spoken = admin.get(1).post("/v1/rt/streams/" + stream, Map.of("op", "pong"));
        var heard = admin.get(1).get("/v1/rt/streams/" + stream);
        var polled = admin.get(1).get("/v1/spaces/%s/events?after=0&wait=1".formatted(space));

        assertThat(spoken.expect(404).body().path("code").asText()).isEqualTo("no_such_stream");
        assertThat(heard.status()).isEqualTo(204);
        assertThat(polled.expect(200).body().path("head").asLong()).isPositive();
    }

    @Test
    @Tag("S3")
    void whoIsOnOneNodeIsSeenOnTheOtherUntilTheyGo() throws Exception {
        var space = newSpace();
        var boss = admin.get(0);
        boss.post("/v1/users", Map.of("name", "ben", "password", Product.PASSWORD))
                .expect(201);
        var ben = Api.at(nodes.get(1).address()).as("ben", Product.PASSWORD);
        var id = ben.get("/v1/me").expect(200).body().findValue("id").asText();
        boss.post("/v1/spaces/%s/members".formatted(space), Map.of("id", id, "role", "member"))
                .expect(201);
        var here = new Socket(boss, space, "\"tail\":0");
        here.next("live");

        var there = new Socket(ben, space, "\"tail\":0");
        there.next("live");

        assertThat(stateOf(id, here)).isEqualTo("active");
        there.close();
        assertThat(stateOf(id, here)).isEqualTo("offline");
        here.abort();
    }

    @Test
    void whatAnAgentWritesIsSeenOnBothNodesWhileItWritesIt() throws Exception {
        var here = new Socket(admin.get(0), "sp_lobby", "\"tail\":0");
        var there = new Socket(admin.get(1), "sp_lobby", "\"tail\":0");
        here.next("live");
        there.next("live");
        var words = Api.JSON.createObjectNode().put("text", "@jarvis summarise this room");
        words.putArray("mentions").add("a_jarvis");

        here.command("message.send", Ulid.next(), words).get();

        assertThat(passing("stream", here).path("turn"))
                .isEqualTo(passing("stream", there).path("turn"));
        here.abort();
        there.abort();
    }

    /** How the next change of who is there shows somebody. */
    private static String stateOf(String person, Socket socket) throws InterruptedException {
        while (true) {
            var state = passing("presence", socket).path("set").path(person).path("state");
            if (!state.isMissingNode()) {
                return state.asText();
            }
        }
    }

    private static JsonNode passing(String model, Socket socket) throws InterruptedException {
        while (true) {
            var frame = socket.next("eph");
            if (frame.path("model").asText().equals(model)) {
                return frame;
            }
        }
    }

    private String newSpace() throws Exception {
        var space = Map.of("name", "nodes" + ++spaces, "title", "Nodes", "private", true);
        return admin.get(0)
                .post("/v1/spaces", space)
                .expect(201)
                .body()
                .get("id")
                .asText();
    }

    /** Says so much, not too much of it at a time; the place of the last word. */
    private static long say(Socket socket, int messages) throws Exception {
        long last = 0;
        for (int said = 0; said < messages; said += WAVE) {
            var answers = new ArrayList<CompletableFuture<JsonNode>>();
            for (int i = 0; i < Math.min(WAVE, messages - said); i++) {
                answers.add(socket.post(Ulid.next(), "message " + i));
            }
            for (var answer : answers) {
                last = Math.max(last, answer.get().path("seq").asLong());
            }
        }
        return last;
    }

    private static String place(String epoch, long seq) {
        return "\"epoch\":\"%s\",\"seq\":%d".formatted(epoch, seq);
    }

    /** The places of the next so many events, each of which is acknowledged. */
    private static List<Long> heard(Socket socket, String space, long count) throws InterruptedException {
        var seqs = new ArrayList<Long>();
        while (seqs.size() < count) {
            long seq = socket.next("ev").path("seq").asLong();
            socket.send("{\"op\":\"ack\",\"a\":{\"%s\":%d}}".formatted(space, seq));
            seqs.add(seq);
        }
        return seqs;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
