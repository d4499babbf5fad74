package parley.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A product with limits that a test can reach, and people there. */
record LimitedProduct(Product product, Api admin) implements AutoCloseable {

    private static final String FAST = "parley.limits { requests-per-second = 1000, request-burst = 1000 }\n";

    static LimitedProduct start(Path folder, String settings) throws Exception {
        var file = Files.writeString(folder.resolve("limits.conf"), FAST + settings);
        var product = Product.start(
                folder.resolve("data"),
                Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", file.toString()));
        return new LimitedProduct(product, Api.at(product.address()).as("admin", Product.PASSWORD));
    }

    /** Somebody new. */
    Api somebody() throws Exception {
        var name = "p" + Ulid.next();
        admin.post("/v1/users", Map.of("name", name, "password", Product.PASSWORD))
                .expect(201);
        return Api.at(product.address()).as(name, Product.PASSWORD);
    }

    /** A public space where no agent speaks; its id. */
    static String space(Api owner) throws Exception {
        var name = "s" + Ulid.next().toLowerCase(Locale.ROOT);
        return owner.post("/v1/spaces", Map.of("name", name, "private", false, "policy", Map.of("name", "quiet")))
                .expect(201)
                .body()
                .path("id")
                .asText();
    }

    @Override
    public void close() {
        product.close();
    }
}
