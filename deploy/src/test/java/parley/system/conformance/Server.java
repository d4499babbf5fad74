package parley.system.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.system.Api;
import parley.system.Product;
import parley.system.Ulid;

/**
 * The server under test: the one that {@code -Dparley.url} names, with the token of an administrator in {@code -Dparley.token}, else
 * the packaged product.
 */
final class Server implements AutoCloseable {

    private static final String PASSWORD = "a password for a test";

    private final @Nullable Product product;
    private final Api admin;
    private final Map<String, Person> people = new HashMap<>();

    private Server(@Nullable Product product, Api admin) {
        this.product = product;
        this.admin = admin;
    }

    static Server get(Path folder) throws Exception {
        var url = System.getProperty("parley.url", "");
        if (!url.isBlank()) {
            var anybody = Api.at(URI.create(url));
            return new Server(null, new Api(anybody.http(), anybody.address(), System.getProperty("parley.token")));
        }
        var settings = Files.writeString(
                folder.resolve("requests.conf"), "parley.limits { requests-per-second = 1000, request-burst = 1000 }");
        var product = Product.start(
                folder.resolve("data"),
                Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", settings.toString()));
        return new Server(product, Api.at(product.address()).as("admin", Product.PASSWORD));
    }

    /** Somebody by a name that this suite knows them by; the same one each time. */
    Person person(String called) {
        return people.computeIfAbsent(called, _ -> somebodyNew());
    }

    private Person somebodyNew() {
        var name = "p" + Ulid.next().toLowerCase(Locale.ROOT);
        var made = Requests.send(admin, "POST", "/v1/users", Map.of("name", name, "password", PASSWORD))
                .expect(201);
        try {
            return new Person(
                    made.body().path("id").asText(), Api.at(admin.address()).as(name, PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A person with a token of their own. */
    record Person(String id, Api api) {}

    /** A private space, where the first is the owner and the others are members; its id. */
    String space(Person owner, Person... members) {
        var name = "s" + Ulid.next().toLowerCase(Locale.ROOT);
        var policy = Map.of("name", "quiet");
        var made = Requests.send(
                        owner.api(), "POST", "/v1/spaces", Map.of("name", name, "private", true, "policy", policy))
                .expect(201);
        var id = made.body().path("id").asText();
        for (var member : List.of(members)) {
            Requests.send(
                            owner.api(),
                            "POST",
                            "/v1/spaces/%s/members".formatted(id),
                            Map.of("id", member.id(), "role", "member"))
                    .expect(201);
        }
        return id;
    }

    /** Takes somebody out of a space. */
    void remove(String space, Person owner, Person member) {
        Requests.send(owner.api(), "DELETE", "/v1/spaces/%s/members/%s".formatted(space, member.id()), null)
                .expect(200);
    }

    /** Changes somebody's account as an administrator may: {@code disabled} or {@code administrator}. */
    void change(Person person, String what, boolean now) {
        Requests.send(admin, "PATCH", "/v1/users/" + person.id(), Map.of(what, now))
                .expect(200);
    }

    Api nobody() {
        return Api.at(admin.address());
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
        }
    }
}
