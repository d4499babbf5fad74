package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.history.Entry;
import parley.history.History;
import parley.history.HistoryChecker;
import parley.history.Reading;

/** Nodes are replaced one after the other under the hands of those who use them, and nothing is lost. */
class RollingRestartIT {

    private static final int PEOPLE = 6;
    private static final int STEPS = 150;

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final List<Member> members = new ArrayList<>();
    private Nodes nodes;
    private Api admin;
    private Room room;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        nodes = new Nodes(folder, 2);
        admin = Api.at(nodes.get(0).address()).as("admin", Product.PASSWORD);
        room = new Room(admin.post("/v1/spaces", Map.of("name", "roll", "title", "Roll", "private", false))
                .expect(201)
                .body()
                .get("id")
                .asText());
        for (int i = 0; i < PEOPLE; i++) {
            boolean even = i % 2 == 0;
            members.add(join("person" + i, even ? Transport.WEBSOCKET : Transport.EVENT_STREAM, even ? 0 : 1));
        }
    }

    @AfterEach
    void stop() {
        members.forEach(member -> member.leave(false));
        timers.shutdownNow();
        nodes.close();
    }

    @Test
    @Tag("G5")
    @Tag("W16")
    void eachNodeIsReplacedInTurnAndEverybodyGoesOnElsewhere() throws Exception {
        var scripts = new ArrayList<Thread>();
        for (var member : members) {
            scripts.add(Thread.startVirtualThread(new Script(member, room, scripts.size() + 1, STEPS, false)));
        }

        replace(0);
        replace(1);

        for (var script : scripts) {
            script.join();
        }
        assertThat(HistoryChecker.check(history())).isEmpty();
        assertThat(room.acknowledged()).hasSizeGreaterThan(PEOPLE * STEPS / 4);
    }

    private Member join(String name, Transport transport, int node) throws Exception {
        admin.post("/v1/users", Map.of("name", name, "password", Product.PASSWORD))
                .expect(201);
        var person = Api.at(nodes.get(node).address()).as(name, Product.PASSWORD);
        var id = person.get("/v1/me").expect(200).body().findValue("id").asText();
        admin.post("/v1/spaces/%s/members".formatted(room.space()), Map.of("id", id, "role", "member"))
                .expect(201);
        return new Member(id, person, room.space(), transport, timers);
    }

    /** As a load balancer sees it: who comes back is sent to the other node, and half of them again once it is there. */
    private void replace(int node) throws Exception {
        members.forEach(member -> member.moved(nodes.all(member.api()).get(1 - node)));
        admin = nodes.all(admin).get(1 - node);
        assertThat(nodes.get(node).stop()).isZero();
        nodes.startAgain(node);
    }

    private History history() throws Exception {
        var log = admin.events(room.space()).stream().map(Entry::of).toList();
        var there = History.membersAfter(log);
        long head = log.getLast().seq();
        Eventually.get(
                () -> members.stream()
                        .filter(member -> there.contains(member.user()))
                        .mapToLong(Member::cursor)
                        .min()
                        .orElse(head),
                least -> least >= head);
        var readings = new ArrayList<Reading>();
        members.forEach(member -> readings.addAll(member.leave(there.contains(member.user()))));
        var clients = readings.stream().map(Reading::client).collect(Collectors.toSet());
        return new History(
                log, clients, List.copyOf(room.acknowledged()), readings, List.copyOf(room.marked()), List.of());
    }
}
