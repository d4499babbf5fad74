package parley.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A product that runs, and people who can sign in there. */
final class Stage implements AutoCloseable {

    private final Path data;
    private final Map<String, String> environment;
    private final Runnable storeBreaker;
    private final List<Person> people = new ArrayList<>();
    private Product product;
    private Person admin;
    private int spaces;

    /** Somebody with a token. */
    record Person(String id, Api signedIn) {

        /** The same at another address. */
        Api at(URI address) {
            return new Api(signedIn.http(), address, signedIn.token());
        }
    }

    Stage(Path folder, Map<String, String> store, int people, Runnable storeBreaker) throws Exception {
        data = folder.resolve("data");
        this.storeBreaker = storeBreaker;
        environment = new HashMap<>(store);
        environment.put("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);
        environment.put("PARLEY_CONFIG", Limits.lifted(folder).toString());
        product = Product.start(data, environment);
        admin = signIn("admin");
        for (int i = 0; i < people; i++) {
            admin().post("/v1/users", Map.of("name", "person" + i, "password", Product.PASSWORD))
                    .expect(201);
            this.people.add(signIn("person" + i));
        }
    }

    private Person signIn(String name) throws IOException, InterruptedException {
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

    /** A public space with all of them. */
    String newSpace() throws IOException, InterruptedException {
        var space = admin().post("/v1/spaces", Map.of("name", "room" + ++spaces, "title", "Room", "private", false))
                .expect(201)
                .body()
                .get("id")
                .asText();
        for (var person : people) {
            admin().post("/v1/spaces/%s/members".formatted(space), Map.of("id", person.id(), "role", "member"))
                    .expect(201);
        }
        return space;
    }

    /** Pulls the plug and starts it again. */
    void restart() throws IOException, InterruptedException {
        product.kill();
        product = Product.start(data, environment);
    }

    void breakStore() {
        storeBreaker.run();
    }

    @Override
    public void close() {
        product.close();
    }
}
