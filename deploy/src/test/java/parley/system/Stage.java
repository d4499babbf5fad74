package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A product that runs, and people who can sign in there. */
final class Stage implements AutoCloseable {

    private final Path data;
    private final Map<String, String> environment;
    private final StoreBreaker storeBreaker;
    private final List<Person> people = new ArrayList<>();
    private Product product;
    private Person admin;
    private int spaces;

    /** What makes the store of a running product fail for a moment. */
    interface StoreBreaker {
        void breakUnder(Product product) throws Exception;
    }

    /** Somebody with a token. */
    record Person(String id, Api signedIn) {

        /** The same at another address. */
        Api at(URI address) {
            return new Api(signedIn.http(), address, signedIn.token());
        }
    }

    /** With a store that does not fail. */
    Stage(Path folder, Map<String, String> store) throws Exception {
        this(folder, store, 0, _ -> {});
    }

    Stage(Path folder, Map<String, String> store, int people, StoreBreaker storeBreaker) throws Exception {
        data = folder.resolve("data");
        this.storeBreaker = storeBreaker;
        environment = new HashMap<>(store);
        environment.put("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);
        environment.putIfAbsent("PARLEY_CONFIG", Limits.lifted(folder).toString());
        product = Product.start(data, environment);
        try {
            admin = signIn("admin");
            for (int i = 0; i < people; i++) {
                this.people.add(newPerson("person" + i));
            }
        } catch (Exception | AssertionError failure) {
            product.close();
            throw failure;
        }
    }

    private Person newPerson(String name) throws Exception {
        var person = Map.of("name", name, "password", Product.PASSWORD);
        var answer = Eventually.get(() -> admin().post("/v1/users", person), given -> given.status() != 503);
        assertThat(answer.status()).as("%s", answer.body()).isIn(201, 409);
        return signIn(name);
    }

    private Person signIn(String name) throws Exception {
        var api = Api.at(address()).as(name, Product.PASSWORD);
        return new Person(api.get("/v1/me").expect(200).body().findValue("id").asText(), api);
    }

    Product product() {
        return product;
    }

    URI address() {
        return product.address();
    }

    Api admin() {
        return admin.at(address());
    }

    List<Person> people() {
        return people;
    }

    /** A public space of the administrator's. */
    String newSpace() throws Exception {
        return untilAnswered("/v1/spaces", () -> Map.of("name", "room" + ++spaces, "title", "Room", "private", false))
                .body()
                .get("id")
                .asText();
    }

    /** A public space with some people. */
    String newSpace(List<Person> members) throws Exception {
        var space = newSpace();
        var path = "/v1/spaces/%s/members".formatted(space);
        Crowd.each(members, person -> untilAnswered(path, () -> Map.of("id", person.id(), "role", "member")));
        return space;
    }

    /** Asks again as long as the server says that it cannot answer now. */
    private Api.Answer untilAnswered(String path, Supplier<Object> body) throws Exception {
        var answer = Eventually.get(() -> admin().post(path, body.get()), given -> given.status() != 503);
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 201);
        return answer;
    }

    /** Pulls the plug and starts it again. */
    void restart() throws IOException, InterruptedException {
        product.kill();
        product = Product.start(data, environment);
    }

    void breakStore() throws Exception {
        storeBreaker.breakUnder(product);
    }

    @Override
    public void close() {
        product.close();
    }
}
