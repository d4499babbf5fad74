package parley.persistence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.entity.Stored;
import parley.persistence.Persistence;
import parley.persistence.projection.ReaderStory;
import parley.persistence.projection.SpaceStory;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.TestDatabase;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceId;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.MarkUnread;
import parley.space.reader.Unread;

/** A badge says how many messages of others are unread, whatever else has happened. */
@ParameterizedClass
@EnumSource(Dialect.class)
class UnreadTest {

    private static final SpaceId LOBBY = new SpaceId("sp_lobby");
    private static final MemberId ADA = new MemberId("u_ada");
    private static final MemberId BOB = new MemberId("u_bob");
    private static final List<MemberId> PEOPLE = List.of(ADA, BOB, new MemberId("u_cleo"));
    private static final int HISTORIES = 4;
    private static final int STEPS = 120;

    @Parameter
    private Dialect dialect = Dialect.H2;

    @TempDir
    private Path directory = Path.of("");

    private final Map<MemberId, ReaderStory> readers = new HashMap<>();
    private Database journal;
    private Persistence persistence;

    @BeforeEach
    void open() {
        var settings = TestDatabase.settings(dialect, directory);
        journal = Database.open(settings);
        persistence = Persistence.open(settings, directory.resolve("search"));
    }

    @AfterEach
    void close() {
        persistence.close();
        journal.close();
    }

    @Test
    void whatIsUnreadIsExactForAnyHistory() throws SQLException {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var history = new History(seed);
            for (int step = 0; step < STEPS; step++) {
                history.goOn();
            }
            history.space.store(journal);
            persistence.projections().poke();

            for (var person : PEOPLE) {
                awaitEqual(() -> unread(person, history.id), () -> history.unread(person));
            }
        }
    }

    @Test
    void eachIsCountedUpToABound() throws SQLException {
        var space = new SpaceStory(LOBBY).created("lobby", false).joined(ADA);
        IntStream.rangeClosed(1, Unread.MAX).forEach(number -> space.posted("m" + number, BOB, "text", List.of(ADA)));
        space.store(journal);
        awaitEqual(() -> unread(ADA, LOBBY), () -> new Unread(Unread.MAX, Unread.MAX));

        space.posted("more", BOB, "text", List.of(ADA)).store(journal);
        persistence.projections().poke();
        awaitEqual(
                () -> now(persistence.messages().before(LOBBY, Long.MAX_VALUE, 1))
                        .getFirst()
                        .ordinal(),
                () -> Unread.MAX + 1L);

        assertThat(unread(ADA, LOBBY)).isEqualTo(new Unread(Unread.MAX, Unread.MAX));
    }

    private Unread unread(MemberId person, SpaceId space) {
        return now(persistence.unread().of(person)).getOrDefault(space, Unread.NONE);
    }

    private static <T> void awaitEqual(Supplier<T> actual, Supplier<T> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!actual.get().equals(wanted.get()) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(actual.get()).isEqualTo(wanted.get());
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Anything that may happen in a space and to its readers, and a badge counted the long way round. */
    private final class History {

        private final Random random;
        private final SpaceId id;
        private final SpaceStory space;
        private int posted;

        History(int seed) {
            random = new Random(seed);
            id = new SpaceId("sp_" + seed);
            space = new SpaceStory(id).created("space-" + seed, false);
        }

        void goOn() throws SQLException {
            var person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            var seq = random.nextInt(space.stored().size()) + 1L;
            switch (random.nextInt(8)) {
                case 0 -> comeOrGo(person);
                case 1 -> reader(person).tell(journal, new MarkRead(id, seq, null));
                case 2 -> reader(person).tell(journal, new MarkUnread(id, seq, null));
                case 3 -> space.reacted("m" + random.nextInt(posted + 1), "+1", person);
                case 4 -> space.edited("m" + random.nextInt(posted + 1), "better");
                case 5 -> space.deleted("m" + random.nextInt(posted + 1), person);
                default -> space.posted("m" + posted++, person, "text", random.nextBoolean() ? PEOPLE : List.of());
            }
        }

        private ReaderStory reader(MemberId person) {
            return readers.computeIfAbsent(person, ReaderStory::new);
        }

        private void comeOrGo(MemberId person) {
            if (joined(person) == 0) {
                space.joined(person);
            } else {
                space.left(person);
            }
        }

        /** Where the membership of somebody began; 0 where they are none. */
        private long joined(MemberId person) {
            long joined = 0;
            for (var stored : space.stored()) {
                if (stored.event() instanceof MemberJoined in && in.member().equals(person)) {
                    joined = stored.seq();
                }
                if (stored.event() instanceof MemberLeft out && out.member().equals(person)) {
                    joined = 0;
                }
            }
            return joined;
        }

        Unread unread(MemberId person) {
            long joined = joined(person);
            if (joined == 0) {
                return Unread.NONE;
            }
            long base = Math.max(joined, reader(person).reader().marker(id).upTo());
            var others = space.stored().stream()
                    .filter(stored -> stored.seq() > base)
                    .map(Stored::event)
                    .filter(event -> event instanceof MessagePosted message
                            && !message.author().equals(person))
                    .toList();
            return new Unread(others.size(), (int)
                    others.stream().filter(event -> names(event, person)).count());
        }

        private static boolean names(SpaceEvent event, MemberId person) {
            return event instanceof MessagePosted message && message.mentions().contains(person);
        }
    }
}
