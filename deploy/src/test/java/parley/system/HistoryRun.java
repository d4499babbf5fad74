package parley.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import parley.history.Entry;
import parley.history.History;
import parley.history.HistoryChecker;
import parley.history.Reading;
import parley.history.Told;

/** Makes the history of one seed: its members act and read at the same time, while something goes wrong. */
final class HistoryRun implements AutoCloseable {

    private static final int STEPS = 20;
    private static final int FAULTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 10_000_000;
    private static final long BETWEEN_FAULTS_NANOS = 80_000_000;

    private final Stage stage;
    private final Room room;
    private final Random random;
    private final long seed;
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final List<Member> members = new ArrayList<>();

    HistoryRun(Stage stage, long seed) throws Exception {
        this.stage = stage;
        this.seed = seed;
        this.random = new Random(seed);
        room = new Room(stage.newSpace());
        var transports = Transport.values();
        for (var person : stage.people()) {
            var transport = transports[members.size() % transports.length];
            members.add(new Member(person.id(), person.at(stage.address()), room.space(), transport, timers));
        }
    }

    History history(Fault fault) throws Exception {
        var scripts = new ArrayList<Thread>();
        for (var member : members) {
            scripts.add(Thread.startVirtualThread(new Script(member, room, seed * 100 + scripts.size(), STEPS)));
        }
        for (int i = 0; i < FAULTS; i++) {
            LockSupport.parkNanos(BETWEEN_FAULTS_NANOS);
            happen(fault, i);
            kick(members.get(random.nextInt(members.size())));
        }
        for (var script : scripts) {
            script.join();
        }
        return quiet();
    }

    private void happen(Fault fault, int time) throws Exception {
        var some = members.subList(0, 1 + random.nextInt(members.size()));
        switch (fault) {
            case NONE -> {}
            case DROPPED -> some.forEach(member -> member.onLink(Link::drop));
            case STALLED -> {
                some.forEach(member -> member.onLink(Link::stall));
                LockSupport.parkNanos(BETWEEN_FAULTS_NANOS);
                some.forEach(member -> member.onLink(Link::readOn));
            }
            case FROZEN -> {
                stage.product().freeze();
                LockSupport.parkNanos(BETWEEN_FAULTS_NANOS);
                stage.product().thaw();
            }
            case BROKEN_STORE -> stage.breakStore();
            case KILLED -> {
                if (time == FAULTS / 2) {
                    stage.restart();
                    for (int i = 0; i < members.size(); i++) {
                        members.get(i).moved(stage.people().get(i).at(stage.address()));
                    }
                }
            }
        }
    }

    /** An administrator throws somebody out and lets them in again. */
    private void kick(Member member) throws Exception {
        var path = "/v1/spaces/%s/members".formatted(room.space());
        stage.admin().call("DELETE", path + "/" + member.user(), null);
        stage.admin().post(path, Map.of("id", member.user(), "role", "member"));
    }

    /** Waits until everybody has read everything, and takes down what they have seen. */
    private History quiet() throws Exception {
        var log = stage.admin().events(room.space()).stream().map(Entry::of).toList();
        var there = membersAfter(log);
        long head = log.getLast().seq();
        awaitAll(there, head);
        var told = new ArrayList<Told>();
        for (var member : members) {
            if (there.contains(member.user())) {
                told.add(toldOf(member, log));
            }
        }
        var readings = new ArrayList<Reading>();
        members.forEach(member -> readings.addAll(member.leave(there.contains(member.user()))));
        return new History(log, List.copyOf(room.acknowledged()), readings, List.copyOf(room.marked()), told);
    }

    /** Who has not got everything by then is found by the checker. */
    private void awaitAll(Set<String> there, long head) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)
                && members.stream().anyMatch(member -> there.contains(member.user()) && member.cursor() < head)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Told toldOf(Member member, List<Entry> log) throws Exception {
        var marker = member.api().reach("/v1/spaces/%s/read".formatted(room.space()));
        long upTo = marker.body().path("upTo").asLong();
        long expected = HistoryChecker.unread(log, member.user(), upTo);
        var until = Instant.now().plus(PATIENCE);
        long unread = unread(member);
        while (unread != expected && Instant.now().isBefore(until)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            unread = unread(member);
        }
        return new Told(member.user(), upTo, unread);
    }

    /** What the list of spaces says, which follows the journal a moment behind. */
    private long unread(Member member) throws Exception {
        for (var space : member.api().reach("/v1/spaces?limit=200").body().path("spaces")) {
            if (space.path("id").asText().equals(room.space())) {
                return space.path("unread").asLong();
            }
        }
        return -1;
    }

    private static Set<String> membersAfter(List<Entry> log) {
        var there = new HashSet<String>();
        for (var entry : log) {
            switch (entry.type()) {
                case "member.joined" -> there.add(entry.text("id"));
                case "member.left" -> there.remove(entry.text("id"));
                default -> {}
            }
        }
        return there;
    }

    @Override
    public void close() {
        members.forEach(member -> member.leave(false));
        timers.shutdownNow();
    }
}
