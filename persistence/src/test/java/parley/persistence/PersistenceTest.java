package parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.persistence.projection.SpaceStory;
import parley.persistence.schema.Database;
import parley.persistence.schema.DatabaseSettings;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.TestDatabase;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.SpaceId;
import parley.space.view.MessageIndex.Hit;
import parley.space.view.SpaceDirectory.Entry;

/**
 * The promise: what spaces store can be listed, paged, searched and replayed a moment later, and again after a restart.
 */
@ParameterizedClass
@EnumSource
class PersistenceTest {

    private static final SpaceId LOBBY = new SpaceId("sp_lobby");
    private static final SpaceId SECRET = new SpaceId("sp_secret");
    private static final MemberId ADA = new MemberId("u_ada");
    private static final MemberId BOB = new MemberId("u_bob");

    @Parameter
    private Dialect dialect = Dialect.H2;

    @TempDir
    private Path directory = Path.of("");

    private DatabaseSettings settings;
    private Database journal;
    private Persistence persistence;

    @BeforeEach
    void open() {
        settings = TestDatabase.settings(dialect, directory);
        journal = Database.open(settings);
        persistence = Persistence.open(settings, directory.resolve("search"));
    }

    @AfterEach
    void close() {
        persistence.close();
        journal.close();
    }

    private SpaceStory story(SpaceId space) {
        return new SpaceStory(space);
    }

    private void tell(SpaceStory story) throws SQLException {
        story.store(journal);
        persistence.projections().poke();
    }

    private void await(BooleanSupplier wanted) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private List<Hit> search(String query, @Nullable MemberId from, @Nullable Instant before) {
        return now(persistence.messages().search(List.of(LOBBY, SECRET), query, from, before, 10));
    }

    private List<String> texts(String query) {
        return search(query, null, null).stream()
                .map(hit -> hit.message().text())
                .toList();
    }

    @Test
    void aPersonSeesPublicSpacesAndTheirOwn() throws SQLException {
        tell(story(LOBBY)
                .created("lobby", false)
                .joined(ADA)
                .posted("m1", ADA, "hi")
                .left(ADA));
        tell(story(SECRET).created("secret", true).joined(ADA));

        await(() -> now(persistence.spaceDirectory().visibleTo(ADA)).size() == 2);

        assertThat(now(persistence.spaceDirectory().visibleTo(ADA)))
                .containsExactly(
                        new Entry(LOBBY, "lobby", "Title of lobby", "", false, false, false, 1, 4),
                        new Entry(SECRET, "secret", "Title of secret", "", true, false, true, 0, 2));
        assertThat(now(persistence.spaceDirectory().visibleTo(BOB)))
                .extracting(Entry::id)
                .containsExactly(LOBBY);
        assertThat(now(persistence.spaceDirectory().named("secret"))).contains(SECRET);
    }

    @Test
    void historyIsPagedFromTheNewest() throws SQLException {
        var story = story(LOBBY).created("lobby", false);
        IntStream.rangeClosed(1, 120).forEach(number -> story.posted("m" + number, ADA, "text " + number));
        tell(story.edited("m3", "text three").reacted("m3", "👍", BOB).deleted("m4", ADA));
        var messages = persistence.messages();

        await(() -> now(messages.before(LOBBY, 5, 1)).stream().anyMatch(Message::deleted));

        assertThat(now(messages.before(LOBBY, Long.MAX_VALUE, 100)))
                .extracting(Message::ordinal)
                .hasSize(100)
                .startsWith(120L, 119L);
        var page = now(messages.before(LOBBY, 5, 2));
        assertThat(page).extracting(Message::text).containsExactly("", "text three");
        assertThat(page.getLast().rev()).isEqualTo(2);
        assertThat(page.getLast().reactedWith("👍")).containsExactly(BOB);
        assertThat(now(messages.before(SECRET, 5, 2))).isEmpty();
    }

    @Test
    void messagesAreFoundByTheirWordsNewestFirst() throws SQLException {
        tell(story(LOBBY)
                .created("lobby", false)
                .posted("m1", ADA, "The Quarterly plan, drafted")
                .posted("m2", BOB, "a plan for quarters; naïve façade")
                .posted("m3", BOB, "nothing to see")
                .posted("m4", ADA, "plan B"));

        await(() -> texts("plan").size() == 3);

        assertThat(texts("plan"))
                .containsExactly("plan B", "a plan for quarters; naïve façade", "The Quarterly plan, drafted");
        assertThat(texts("QUARTERLY plan")).containsExactly("The Quarterly plan, drafted");
        assertThat(texts("plan quart")).hasSize(2);
        assertThat(texts("quart plan")).isEmpty();
        assertThat(search("plan", BOB, null))
                .extracting(hit -> hit.message().author())
                .containsExactly(BOB);
        assertThat(search("plan", null, SpaceStory.time(3))).hasSize(1);
        assertThat(texts("\"(*~ AND")).isEmpty();
        assertThat(texts("  ")).isEmpty();
    }

    @Test
    void nothingIsFoundInASpaceThatWasNotAskedFor() throws SQLException {
        tell(story(SECRET).created("secret", true).posted("m1", ADA, "treasure"));
        await(() -> texts("treasure").size() == 1);

        assertThat(now(persistence.messages().search(List.of(LOBBY), "treasure", null, null, 10)))
                .isEmpty();
        assertThat(now(persistence.messages().search(List.of(), "treasure", null, null, 10)))
                .isEmpty();
    }

    @Test
    void whatIsEditedOrDeletedIsFoundAsItIsNow() throws SQLException {
        tell(story(LOBBY)
                .created("lobby", false)
                .posted("m1", ADA, "apples")
                .posted("m2", ADA, "apples too")
                .edited("m1", "pears")
                .deleted("m2", ADA));

        await(() -> texts("pears").size() == 1);

        assertThat(texts("apples")).isEmpty();
    }

    @Test
    void theSearchIndexGoesOnWhereItStoodAndIsMadeAgainWhereItIsLost() throws SQLException {
        tell(story(LOBBY).created("lobby", false).posted("m1", ADA, "first"));
        await(() -> texts("first").size() == 1);

        persistence.close();
        persistence = Persistence.open(settings, directory.resolve("search"));
        assertThat(texts("first")).hasSize(1);

        persistence.close();
        persistence = Persistence.open(settings, directory.resolve("another"));
        await(() -> texts("first").size() == 1);
    }

    @Test
    void aSpaceIsListedWhileATurnIsOpen() throws SQLException {
        var story = story(LOBBY).created("lobby", false).granted("t_1").granted("t_2");
        tell(story);
        await(() -> now(persistence.openTurns().spaces()).equals(List.of(LOBBY)));

        tell(story.failed("t_1").answered("t_2", "a_jarvis", "done"));

        await(() -> now(persistence.openTurns().spaces()).isEmpty());
    }

    @Test
    void aSpaceIsListedUntilATurnThatWasStoppedIsSettled() throws SQLException {
        var later = new SpaceId("sp_zoo");
        var story = story(LOBBY).created("lobby", false).granted("t_1").cancelled("t_1");
        tell(story);
        tell(story(later).created("zoo", false).granted("t_1"));
        await(() -> now(persistence.openTurns().spaces()).contains(later));
        assertThat(now(persistence.openTurns().spaces())).containsExactly(LOBBY, later);

        tell(story.settled("t_1"));

        await(() -> now(persistence.openTurns().spaces()).equals(List.of(later)));
    }

    @Test
    void theLogOfASpaceIsReadInPieces() throws SQLException {
        var story = story(LOBBY).created("lobby", false);
        IntStream.rangeClosed(1, 20).forEach(number -> story.posted("m" + number, ADA, "text"));
        tell(story);
        var log = persistence.spaceLog();

        assertThat(now(log.read(LOBBY, 5, 10))).isEqualTo(story.stored().subList(5, 15));
        assertThat(now(log.read(LOBBY, 18, 10))).isEqualTo(story.stored().subList(18, 21));
        assertThat(now(log.read(LOBBY, 21, 10))).isEmpty();
        assertThat(now(log.read(SECRET, 0, 10))).isEmpty();
    }

    @Test
    void aProjectionThatIsMadeAgainIsTheSame() throws SQLException {
        var story = story(LOBBY).created("lobby", false).joined(ADA);
        IntStream.rangeClosed(1, 30).forEach(number -> story.posted("m" + number, ADA, "text " + number));
        tell(story);
        await(() -> now(persistence.messages().before(LOBBY, 31, 1)).size() == 1);
        await(() -> now(persistence.spaceDirectory().visibleTo(ADA)).size() == 1);
        var before = now(persistence.messages().before(LOBBY, 100, 100));
        var listed = now(persistence.spaceDirectory().visibleTo(ADA));

        now(persistence
                .projections()
                .rebuild("messages")
                .thenCompose(_ -> persistence.projections().rebuild("spaces")));

        await(() -> now(persistence.messages().before(LOBBY, 100, 100)).equals(before));
        await(() -> now(persistence.spaceDirectory().visibleTo(ADA)).equals(listed));
        assertThat(now(persistence.projections().failures())).isEmpty();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
