package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parley.money.Usd;

/**
 * A call that stays within its bounds never costs more than was held for it, and a cost is exact to the nano-dollar.
 */
class PricingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UnitPrices LARGE =
            new UnitPrices("v1", usd(2_500), usd(250), usd(3_125), usd(10_000), usd(12_000), false, false);

    @Test
    void aCostIsRoundedUpOnce() {
        var tiny = UnitPrices.of("v1", new Usd(1), new Usd(1));

        assertThat(tiny.cost(Usage.of(1, 1))).isEqualTo(new Usd(1));
        assertThat(tiny.cost(Usage.of(500_000, 500_000))).isEqualTo(new Usd(1));
        assertThat(tiny.cost(Usage.of(500_000, 500_001))).isEqualTo(new Usd(2));
        assertThat(tiny.cost(Usage.NONE)).isEqualTo(Usd.ZERO);
    }

    @Test
    void everyClassOfTokensHasItsOwnPrice() {
        var usage = new Usage(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

        assertThat(LARGE.cost(usage)).isEqualTo(usd(2_500 + 250 + 3_125 + 10_000 + 12_000));
    }

    @Test
    void amountsBeyondTheRangeOfALongAreComputedAndCapped() {
        var dear = UnitPrices.of("v1", usd(100_000_000), usd(100_000_000));

        assertThat(dear.cost(Usage.of(200_000_000, 0))).isEqualTo(UnitPrices.HIGHEST_COST);
        assertThat(dear.cost(Usage.of(Long.MAX_VALUE, Long.MAX_VALUE))).isEqualTo(UnitPrices.HIGHEST_COST);
        assertThat(dear.cost(Usage.of(99_999, 1))).isEqualTo(usd(10_000_000));
        assertThat(dear.cost(Usage.of(Long.MIN_VALUE, -5))).isEqualTo(Usd.ZERO);
    }

    @Test
    void whatFitsTheBoundsNeverCostsMoreThanTheWorstCase() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            var prices = new UnitPrices(
                    "v1", price(random), price(random), price(random), price(random), price(random), false, false);
            long in = random.nextLong(1_000_000);
            long out = random.nextLong(200_000);
            var usage = split(random, in, out);

            assertThat(prices.cost(usage)).isLessThanOrEqualTo(prices.worstCase(in, out));
        }
    }

    @Test
    void tokensOfByteLevelTokenizersNeverExceedTheBytesOfEitherForm() {
        assertThat(HoldEstimator.bytes(List.of("hello"))).isEqualTo(5);
        assertThat(HoldEstimator.bytes(List.of("häß", "€"))).isEqualTo(5 + 3);
        assertThat(HoldEstimator.bytes(List.of("\uFDFA"))).isEqualTo(33);
        assertThat(HoldEstimator.bytes(List.of("ａ"))).isEqualTo(3);
        assertThat(HoldEstimator.bytes(List.of("😀"))).isEqualTo(4);
    }

    @Test
    void theWorstCaseIsCappedByWhatTheModelCanReadAndWrite() {
        var pricing = new Pricing(PriceCatalogue.of("v1", List.of(price("m", ".*", NOW, 1_000, 100))));

        assertThat(pricing.worstCase("p/m", 10, 1, 50, NOW))
                .contains(LARGE.worstCase(10 + 16 + HoldEstimator.TOKENS_PER_REQUEST, 50));
        assertThat(pricing.worstCase("p/m", 1_000_000, 10, 5_000, NOW)).contains(LARGE.worstCase(1_000, 100));
        assertThat(pricing.outputAtMost("p/m", 5_000, NOW)).isEqualTo(100);
    }

    @Test
    void aModelThatNobodyPricedIsUnknownAndNotFree() {
        var pricing = new Pricing(PriceCatalogue.of("v1", List.of(price("m", "m", NOW, 0, 0))));

        assertThat(pricing.candidate("p/other", List.of("hi"), 10, NOW)).isEmpty();
        assertThat(pricing.candidate("q/m", List.of("hi"), 10, NOW)).isEmpty();
        assertThat(pricing.candidate("m", List.of("hi"), 10, NOW)).isEmpty();
        assertThat(pricing.candidate("p/m", List.of("hi"), 10, NOW.minusSeconds(1)))
                .isEmpty();
        assertThat(pricing.candidate("p/m", List.of("hi"), 10, NOW)).isPresent();
    }

    @Test
    void theLaterPriceAndTheUpperListCount() {
        var base = PriceCatalogue.of(
                "base", List.of(price("old", "m", NOW.minusSeconds(9), 0, 0), price("new", "m", NOW, 0, 0)));
        var upper = PriceCatalogue.of("mine", List.of(price("mine", "m", NOW.plusSeconds(9), 0, 0)));

        assertThat(base.find("p/m", NOW)).map(ModelPrice::model).contains("new");
        assertThat(base.find("p/m", NOW.minusSeconds(1))).map(ModelPrice::model).contains("old");
        assertThat(upper.over(base).find("p/m", NOW)).map(ModelPrice::model).contains("new");
        assertThat(upper.over(base).find("p/m", NOW.plusSeconds(9)))
                .map(ModelPrice::model)
                .contains("mine");
    }

    @Test
    void aStreamIsCutOffOnceItExceedsWhatWasAllowedHoweverItIsChunked() {
        var random = new SplittableRandom(11);
        for (int run = 0; run < 2_000; run++) {
            var text = "aé€😀".repeat(1 + random.nextInt(40));
            int allowed = 1 + random.nextInt(30);
            var guard = new StreamGuard(allowed);
            var whole = HoldEstimator.utf8Length(text);
            boolean within = true;
            for (int at = 0; at < text.length(); ) {
                int next = Math.min(text.length(), at + 1 + random.nextInt(5));
                within = guard.allows(text.substring(at, next));
                at = next;
            }

            assertThat(guard.bytes()).isEqualTo(whole);
            assertThat(within).isEqualTo(whole <= (long) allowed * StreamGuard.BYTES_PER_TOKEN_MAX);
            assertThat(guard.tokensAbout()).isBetween(1L, (long) allowed);
        }
    }

    private static Usage split(SplittableRandom random, long in, long out) {
        long cacheRead = random.nextLong(in + 1);
        long cacheWrite = random.nextLong(in - cacheRead + 1);
        long reasoning = random.nextLong(out + 1);
        return new Usage(in - cacheRead - cacheWrite, cacheRead, cacheWrite, out - reasoning, reasoning);
    }

    private static Usd price(SplittableRandom random) {
        return new Usd(random.nextLong(100_000_000_000L));
    }

    private static ModelPrice price(String model, String match, Instant from, int window, int output) {
        return new ModelPrice("p", model, List.of(Pattern.compile(match)), from, null, window, output, 16, LARGE);
    }

    private static Usd usd(long thousandths) {
        return new Usd(thousandths * 1_000_000);
    }
}
