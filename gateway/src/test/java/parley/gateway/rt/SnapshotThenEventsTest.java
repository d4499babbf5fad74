package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.effort.Effort;
import parley.entity.Stored;
import parley.space.Caller;
import parley.space.MemberKind;
import parley.space.RandomCommands;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceRules;
import parley.space.SpaceStory;
import parley.space.actor.Ephemeral;
import parley.space.actor.Memo;

/**
 * A snapshot and the events after it are a later snapshot, whatever happened in between.
 *
 * <p>The first stretch of each history, a long one, is also written to {@code target/histories/<seed>.json}, for the
 * reducers of other clients: {@code {"seed":1,"snapshot":[…],"events":[…],"later":[…]}}, where {@code snapshot} and
 * {@code later} hold the {@code snap} frames of two snapshots, and {@code events} every {@code ev} and {@code skip} frame
 * between the two, in order. A client that begins with {@code snapshot} and applies {@code events} knows what
 * {@code later} says, but for the order of those who reacted, for {@code presence}, and for messages that are older than
 * its oldest one.
 */
@Tag("S11")
@Tag("W30")
class SnapshotThenEventsTest {

    private static final int COMMANDS = 1_500;
    private static final int BEGINNING = 5;
    private static final int STRETCH_MAX = 400;
    private static final int WRITTEN_EVENTS_MIN = STRETCH_MAX / 2;
    private static final SpaceId SPACE = new SpaceId("sp_lobby");
    private static final Path HISTORIES = Path.of("target", "histories");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Ephemeral NOTHING = Ephemeral.begin("i1");

    private final WireEvents wire = new WireEvents();

    /** A history as clients read it. */
    private record Read(long seed, List<JsonNode> snapshot, List<JsonNode> events, List<JsonNode> later) {}

    static LongStream seeds() {
        return Effort.WIRE_HISTORIES.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoBeganEarlierKnowsWhatWhoBeginsNowIsTold(long seed) throws IOException {
        var history = history(seed);
        var random = new Random(seed);
        for (int from = BEGINNING; from < history.states().size() - 1; ) {
            int least = from == BEGINNING ? WRITTEN_EVENTS_MIN : 1;
            int to = Math.min(history.states().size() - 1, from + random.nextInt(least, STRETCH_MAX + 1));
            var read = read(seed, history, from, to, random.nextInt(Space.RECENT + 1));

            var folded = new FoldedSpace(read.snapshot());
            read.events().forEach(folded::apply);

            var told = new FoldedSpace(read.later());
            long since = Math.max(folded.oldest(), told.oldest());
            assertThat(folded.known(since)).isEqualTo(told.known(since));
            assertThat(folded.known(since).thinking()).isEqualTo(FoldedSpace.thinking(read.later()));
            if (from == BEGINNING) {
                write(read);
            }
            from = to;
        }
    }

    @Test
    void everyEventHappensInThoseHistories() {
        Set<Class<?>> happened = seeds().limit(Effort.WIRE_HISTORIES.count())
                .mapToObj(seed -> history(seed).events())
                .flatMap(List::stream)
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(happened).isEqualTo(Kinds.of(SpaceEvent.class));
    }

    /** What happened, and how the space stood before each of it and in the end. */
    private record History(List<SpaceEvent> events, List<Space> states) {}

    private static History history(long seed) {
        var rules = new SpaceRules();
        var events = new ArrayList<SpaceEvent>();
        var states = new ArrayList<Space>(List.of(rules.initial()));
        var now = SpaceStory.START;
        var commands = new RandomCommands(seed);
        SpaceStory.lobby().log.forEach(event -> after(rules, event, events, states));
        for (int count = 0; count < COMMANDS; count++) {
            now = now.plus(commands.pause());
            var command = commands.next(states.getLast(), now);
            rules.decide(states.getLast(), command, now).events().forEach(event -> after(rules, event, events, states));
        }
        var end = new SpaceCommand.Archive(new Caller(SpaceStory.ADA, MemberKind.HUMAN, true));
        rules.decide(states.getLast(), end, now).events().forEach(event -> after(rules, event, events, states));
        return new History(events, states);
    }

    private static void after(SpaceRules rules, SpaceEvent event, List<SpaceEvent> events, List<Space> states) {
        events.add(event);
        states.add(rules.evolve(states.getLast(), event));
    }

    /** A client that begins with a state, of which it is told the last {@code tail} messages. */
    private Read read(long seed, History history, int from, int to, int tail) {
        var events = new ArrayList<JsonNode>();
        for (int seq = from + 1; seq <= to; seq++) {
            events.add(parsed(wire.encode(
                            SPACE, new Stored<>(seq, history.events().get(seq - 1)))
                    .toString()));
        }
        return new Read(
                seed,
                snapshot(history.states().get(from), tail),
                events,
                snapshot(history.states().get(to), Space.RECENT));
    }

    private static List<JsonNode> snapshot(Space space, int tail) {
        return WireSnapshot.lines(SPACE, new Memo(), space, NOTHING, tail).stream()
                .map(line -> parsed(new String(line, StandardCharsets.UTF_8)))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void write(Read read) throws IOException {
        assertThat(read.events()).hasSizeGreaterThanOrEqualTo(WRITTEN_EVENTS_MIN);
        Files.createDirectories(HISTORIES);
        var fields = Map.of(
                "seed", read.seed(), "snapshot", read.snapshot(), "events", read.events(), "later", read.later());
        JSON.writeValue(HISTORIES.resolve(read.seed() + ".json").toFile(), fields);
    }
}
