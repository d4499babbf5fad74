package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.gateway.rest.TestGateway.Answer;
import parley.gateway.rest.TestGateway.Person;

/** Every endpoint, asked by everybody there is, lets in whom it should and tells the others nothing. */
@Tag("S8")
@Tag("T11")
@Tag("W33")
class AccessMatrixTest {
    private static final Map<String, Object> BODIES = Map.of(
            "PUT /v1/spaces/{space}/intentions/{key}",
            Map.of("text", "compare", "until", System.currentTimeMillis() + 60_000),
            "PUT /v1/spaces/{space}/messages/{key}",
            Map.of("text", "hello"),
            "POST /v1/rt/streams",
            Map.of("op", "hello", "v", 1),
            "PATCH /v1/spaces/{space}/messages/{message}",
            Map.of("text", "hello again"),
            "PUT /v1/spaces/{space}/read",
            Map.of("upTo", 1),
            "PUT /v1/spaces/{space}/unread",
            Map.of("upTo", 0),
            "PUT /v1/spaces/{space}/draft",
            Map.of("text", "not yet"),
            "POST /v1/spaces/{space}/members",
            Map.of("id", "a_jarvis"));

    private static final List<Function<World, Person>> ROLES = List.of(World::member, World::owner, World::admin);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    @BeforeAll
    static void start() {
        var admin = gateway.person("root", true);
        var made =
                gateway.send("POST", "/v1/agents", Map.of("name", "Jarvis", "models", List.of("offline/rules")), admin);
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
    }

    /** Fresh people around a fresh space, since some endpoints end sessions or memberships. */
    private record World(String space, String message, Person owner, Person member, Person stranger, Person admin) {
        static World fresh(boolean hidden) {
            var n = COUNT.incrementAndGet();
            var owner = gateway.person("owner" + n, false);
            var member = gateway.person("member" + n, false);
            var space = gateway.space(owner, "space-" + n, hidden);
            gateway.join(space, owner, member);
            return new World(
                    space,
                    gateway.post(space, owner, "hello"),
                    owner,
                    member,
                    gateway.person("stranger" + n, false),
                    gateway.person("admin" + n, true));
        }

        Answer ask(Endpoint endpoint, @Nullable Person who) {
            var path = endpoint.path()
                    .toString()
                    .replace("/v1/spaces/{space}", space)
                    .replace("{key}", Ulids.next())
                    .replace("{message}", message)
                    .replace("{member}", member.id())
                    .replace("{agent}", "a_jarvis")
                    .replaceAll("\\{[a-z]+}", "none");
            var body = endpoint.readsBody() ? BODIES.getOrDefault(endpoint.name(), Map.of()) : null;
            return gateway.send(endpoint.method().value(), path, body, who, Map.of("If-Match", "*"));
        }
    }

    static Stream<Endpoint> endpoints() {
        return gateway.router.endpoints().stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nobodyGetsInWithoutProofOfIdentity(Endpoint endpoint) {
        var answer = World.fresh(true).ask(endpoint, null);

        if (endpoint.access() == Access.ANYONE) {
            assertThat(answer.code()).isNotEqualTo("unauthenticated");
            return;
        }
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aStrangerLearnsNothingOfAPrivateSpace(Endpoint endpoint) {
        var world = World.fresh(true);
        var answer = world.ask(endpoint, world.stranger());

        if (endpoint.access().ofSpace()) {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("no_such_space");
            var missing = new World(
                    "/v1/spaces/sp_missing",
                    world.message(),
                    world.owner(),
                    world.member(),
                    world.stranger(),
                    world.admin());
            assertThat(missing.ask(endpoint, world.stranger()).body()).isEqualTo(answer.body());
        } else {
            assertThat(answer.status() == 403).isEqualTo(endpoint.access() == Access.ADMINISTRATOR);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aStrangerKnowsAPublicSpaceButReadsOnlyWhatItIs(Endpoint endpoint) {
        var world = World.fresh(false);
        var answer = world.ask(endpoint, world.stranger());

        if (endpoint.access() == Access.MEMBER) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("not_a_member");
        }
        if (endpoint.access() == Access.DECIDED_BY_SPACE) {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(403);
        }
        assertThat(answer.body().hasNonNull("members")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void membersOwnersAndAdministratorsGetAsFarAsTheyMay(Endpoint endpoint) {
        for (var hidden : List.of(true, false)) {
            for (var role : ROLES) {
                var world = World.fresh(hidden);
                var answer = world.ask(endpoint, role.apply(world));

                assertThat(answer.status()).as(answer.http().body()).isNotIn(401, 500, 503);
                assertThat(answer.code()).isNotIn("no_such_space", "not_a_member");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void onlyAdministratorsDoWhatIsTheirs(Endpoint endpoint) {
        var world = World.fresh(true);
        var theirs = endpoint.access() == Access.ADMINISTRATOR;

        assertThat(world.ask(endpoint, world.owner()).status() == 403).isEqualTo(theirs);
        assertThat(theirs && world.ask(endpoint, world.admin()).status() == 403).isFalse();
    }

    @Test
    void whoMayDoWhatIsDecidedHereAndNotByAccident() {
        var now = new TreeMap<String, Access>();
        gateway.router.endpoints().forEach(it -> now.put(it.name(), it.access()));

        assertThat(now).containsExactlyInAnyOrderEntriesOf(AccessTable.EXPECTED);
    }
}
