package parley.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.history.Client;
import parley.history.Entry;
import parley.history.History;
import parley.history.HistoryChecker;
import parley.history.Told;
import parley.system.Order.Hand;
import parley.system.Stage.Person;

/** Makes the history of one seed: its members act and read at the same time, while something goes wrong. */
final class HistoryRun {

    private static final int STEPS = 12;
    private static final int STRANGERS = 1;
    private static final int MOMENTS = 4;
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FROZEN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Stage stage;
    private final List<DistantCrew> crews;
    private final List<Person> members;
    private final Random random;
    private final long seed;
    private final String space;

    HistoryRun(Stage stage, List<DistantCrew> crews, long seed) throws Exception {
        this.stage = stage;
        this.crews = crews;
        this.seed = seed;
        random = new Random(seed);
        members = stage.people().subList(STRANGERS, stage.people().size());
        space = stage.newSpace(members);
    }

    History history(Fault fault) throws Exception {
        Crowd.each(crews, crew -> crew.tell(beginning(crews.indexOf(crew))));
        for (int moment = 0; moment < MOMENTS; moment++) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            happen(fault.at(moment, random));
            kick(members.get(random.nextInt(members.size())));
        }
        Crowd.each(crews, crew -> crew.tell(new Order.Finish()));
        return told();
    }

    /** Everybody has a client on each transport, and each crew has as many of them. */
    private Order beginning(int crew) {
        var hands = new ArrayList<Hand>();
        for (var person : stage.people()) {
            for (var transport : Transport.values()) {
                hands.add(new Hand(person.id(), person.signedIn().token(), transport, !members.contains(person)));
            }
        }
        var own = IntStream.range(0, hands.size())
                .filter(number -> number % crews.size() == crew)
                .mapToObj(hands::get)
                .toList();
        return new Order.Begin(stage.address(), space, seed * hands.size() + (long) crew * own.size(), STEPS, own);
    }

    private void happen(Fault fault) throws Exception {
        var crew = crews.get(random.nextInt(crews.size()));
        int some = 1 + random.nextInt(members.size() * Transport.values().length / crews.size());
        switch (fault) {
            case NONE, ANY -> {}
            case DROPPED -> crews.forEach(each -> each.tell(new Order.Drop(some)));
            case STALLED -> {
                crew.tell(new Order.Stall(some, true));
                LockSupport.parkNanos(FROZEN_NANOS);
                crew.tell(new Order.Stall(some, false));
            }
            case CLIENTS_FROZEN -> {
                crew.freeze();
                LockSupport.parkNanos(FROZEN_NANOS);
                crew.thaw();
            }
            case SERVER_FROZEN -> {
                stage.product().freeze();
                LockSupport.parkNanos(FROZEN_NANOS);
                stage.product().thaw();
            }
            case BROKEN_STORE -> stage.breakStore();
            case KILLED -> {
                stage.restart();
                crews.forEach(each -> each.tell(new Order.Move(stage.address())));
            }
        }
    }

    /** An administrator throws somebody out, who may come back. */
    private void kick(Person person) throws Exception {
        stage.admin().call("DELETE", "/v1/spaces/%s/members/%s".formatted(space, person.id()), null);
    }

    /** Takes down what everybody has seen once everybody has read everything. */
    private History told() throws Exception {
        var log = stage.admin().events(space).stream().map(Entry::of).toList();
        var clients = stage.people().stream()
                .flatMap(person ->
                        Arrays.stream(Transport.values()).map(transport -> new Client(person.id(), transport.name())))
                .collect(Collectors.toSet());
        var present = History.membersAfter(log);
        long head = log.getLast().seq();
        var accounts = Crowd.each(crews, crew -> crew.tell(new Order.Tell(present, head)));
        var told = Crowd.each(
                members.stream().filter(one -> present.contains(one.id())).toList(), one -> toldOf(one, log));
        return new History(
                log,
                clients,
                accounts.stream().flatMap(one -> one.acknowledged().stream()).toList(),
                accounts.stream().flatMap(one -> one.readings().stream()).toList(),
                accounts.stream().flatMap(one -> one.marked().stream()).toList(),
                told);
    }

    /** What the list of spaces says, which follows the journal a moment behind; the checker decides where it stays wrong. */
    private Told toldOf(Person person, List<Entry> log) throws Exception {
        var api = person.at(stage.address());
        long upTo = api.reach("/v1/spaces/%s/read".formatted(space))
                .body()
                .path("upTo")
                .asLong();
        long expected = HistoryChecker.unread(log, person.id(), upTo);
        return new Told(person.id(), upTo, Eventually.last(() -> unread(api), unread -> unread == expected));
    }

    private long unread(Api api) throws Exception {
        for (var one : api.reach("/v1/spaces?limit=200").body().path("spaces")) {
            if (one.path("id").asText().equals(space)) {
                return one.path("unread").asLong();
            }
        }
        return -1;
    }
}
