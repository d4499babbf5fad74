package parley.gateway.rest;

import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.ledger.ModelPrice;
import parley.ledger.PriceCatalogue;

/** {@code /v1/prices}: the price list that calls are costed with. */
final class PriceRoutes {

    private record PriceView(
            String provider,
            String model,
            String version,
            long effectiveFrom,
            @Nullable Long effectiveTo,
            String inputNanoUsdPerMillion,
            String cacheReadNanoUsdPerMillion,
            String cacheWriteNanoUsdPerMillion,
            String outputNanoUsdPerMillion,
            String reasoningNanoUsdPerMillion,
            boolean estimated,
            boolean free) {
        static PriceView of(ModelPrice price) {
            var unit = price.prices();
            return new PriceView(
                    price.provider(),
                    price.model(),
                    unit.version(),
                    price.effectiveFrom().toEpochMilli(),
                    Times.millis(price.effectiveTo()),
                    Money.nano(unit.input()),
                    Money.nano(unit.cacheRead()),
                    Money.nano(unit.cacheWrite()),
                    Money.nano(unit.output()),
                    Money.nano(unit.reasoning()),
                    unit.estimated(),
                    unit.free());
        }
    }

    private record Prices(String version, List<PriceView> models) {}

    private final Supplier<PriceCatalogue> catalogue;
    private final Answers answers;

    PriceRoutes(Supplier<PriceCatalogue> catalogue, Answers answers) {
        this.catalogue = catalogue;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/prices", Access.ADMINISTRATOR, this::show));
    }

    private HttpResponse show(Call call) {
        var now = catalogue.get();
        return answers.ok(new Prices(
                now.version(), now.models().stream().map(PriceView::of).toList()));
    }
}
