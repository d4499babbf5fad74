package parley.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.system.Api;
import parley.system.Ulid;
import parley.system.conformance.Server.Person;

/** Whoever may not hear any more hears nothing more within a second, by whatever way they do, and is told why. */
@ParameterizedClass
@EnumSource
@Tag("T7")
class RevocationIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    @AutoClose
    private static Server server;

    private final Transport transport;
    private Person ana;
    private Person bo;
    private String space;

    RevocationIT(Transport transport) {
        this.transport = transport;
    }

    @BeforeAll
    static void start() throws Exception {
        server = Server.get(folder);
    }

    @BeforeEach
    void anaAndBoShareASpace(TestInfo test) {
        ana = server.person("ana of " + test.getDisplayName() + " over " + transport);
        bo = server.person("bo over " + transport);
        space = server.space(bo, ana);
    }

    @Test
    void whoSignsOutHearsNothingMore() {
        assertEnds(ana.api(), "session_revoked", () -> send("POST", "/v1/auth/logout"));
    }

    @Test
    void whoSignsOutEverywhereHearsNothingMoreAnywhere() {
        assertEnds(ana.api(), "session_revoked", () -> send("DELETE", "/v1/sessions"));
    }

    @Test
    void aTokenThatIsTakenBackHearsNothingMore() {
        var made = Requests.send(ana.api(), "POST", "/v1/tokens", Map.of("label", "ear", "scopes", List.of("read")))
                .expect(201)
                .body();
        var token = new Api(
                ana.api().http(), ana.api().address(), made.path("token").asText());

        assertEnds(
                token,
                "session_revoked",
                () -> send("DELETE", "/v1/tokens/" + made.path("id").asText()));
    }

    @Test
    void whoseAccountIsDisabledHearsNothingMore() {
        assertEnds(ana.api(), "account_disabled", () -> server.change(ana, "disabled", true));
    }

    @Test
    @Tag("S8")
    void whoIsRemovedFromASpaceHearsNothingMoreOfIt() {
        try (var here = joined(ana.api())) {
            var end = within(here, Ear::ending, () -> server.remove(space, bo, ana));

            assertThat(end).isEqualTo("membership");
        }
    }

    @Test
    @Tag("S8")
    void whoIsNoAdministratorAnyMoreHearsNothingMoreOfOthers() {
        var boss = ana;
        server.change(boss, "administrator", true);
        server.remove(space, bo, boss);
        try (var here = joined(boss.api())) {
            var end = within(here, Ear::ending, () -> server.change(boss, "administrator", false));

            assertThat(end).isEqualTo("membership");
            assertThat(here.mouth().post(Ulid.next(), "still the boss", null).code())
                    .isEqualTo("no_such_space");
        }
    }

    /** Ends what Ana hears in that way, and nothing of what Bo does. */
    private void assertEnds(Api listener, String code, Runnable how) {
        try (var here = joined(listener);
                var there = transport.join(bo.api(), space, Place.state(0))) {
            there.ear().beginning();

            var end = within(here, Ear::end, how);
            long after =
                    there.mouth().post(Ulid.next(), "who is still here?", null).seq();

            // A request that comes after the end is from somebody whom nobody knows.
            assertThat(end).isIn(transport == Transport.POLL ? List.of(code, "unauthenticated") : List.of(code));
            assertThat(there.ear().upTo(after)).isNotEmpty();
        }
    }

    private Participant joined(Api api) {
        var participant = transport.join(api, space, Place.state(0));
        assertThat(participant.ear().beginning().problem().isMissingNode()).isTrue();
        return participant;
    }

    /** What is heard within a second after something was done. */
    private static <T> T within(Participant listener, Function<Ear, T> heard, Runnable done) {
        var hears = CompletableFuture.supplyAsync(() -> heard.apply(listener.ear()));
        done.run();
        assertThat(hears).succeedsWithin(AT_ONCE);
        return hears.join();
    }

    private void send(String method, String path) {
        Requests.send(ana.api(), method, path, null).expect(204);
    }
}
