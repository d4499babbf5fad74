package parley.gateway.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import parley.gateway.access.ProblemCode;

/** {@code /health}: for those who run the product and what watches it. */
final class HealthRoutes {
    private static final int FREE = 0;

    private record Health(String status) {}

    private final Supplier<Optional<String>> missing;
    private final Answers answers;

    /** @param missing what is not ready yet; empty where everything is */
    HealthRoutes(Supplier<Optional<String>> missing, Answers answers) {
        this.missing = missing;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health/live", Access.ANYONE, _ -> answers.ok(new Health("live")))
                        .costing(FREE),
                Endpoint.get("/health/ready", Access.ANYONE, _ -> {
                            missing.get().ifPresent(what -> {
                                throw Refusal.of(ProblemCode.UNAVAILABLE, what);
                            });
                            return answers.ok(new Health("ready"));
                        })
                        .costing(FREE));
    }
}
