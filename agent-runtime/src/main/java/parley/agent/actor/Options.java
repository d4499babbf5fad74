package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;
import parley.agent.model.ModelRequest;
import parley.agent.model.Prompt;
import parley.ledger.ModelPrice;
import parley.ledger.PriceCatalogue;
import parley.ledger.Pricing;
import parley.space.TurnFailure;

/** Finds the models that can make a call: configured, priced, and able to read what the agent should see. */
final class Options {

    /** What a model is shown at most, however much it could read. */
    static final int CONTEXT_BYTES_MAX = 64 * 1024;

    /** How many bytes a token has at least in usual text; what still does not fit is refused and then shortened. */
    private static final int BYTES_PER_TOKEN = 2;

    /** How much of its window a model is trusted with, and how much once it has found a prompt too long. */
    private static final int PERCENT = 98;

    private static final int PERCENT_SHORTER = 70;

    private final LanguageModels models;
    private final PriceCatalogue prices;
    private final Task task;

    Options(LanguageModels models, PriceCatalogue prices, Task task) {
        this.models = models;
        this.prices = prices;
        this.task = task;
    }

    /** The options, best first, or why there are none. */
    sealed interface Found {

        record Some(List<Option> options) implements Found {}

        record None(TurnFailure failure, String detail) implements Found {}
    }

    Found find(Instant now) {
        var options = new ArrayList<Option>();
        var obstacle = notConfigured();
        for (var id : task.models()) {
            var model = models.find(id);
            if (model.isPresent()) {
                switch (option(id, model.get(), now)) {
                    case Found.Some(var found) -> options.addAll(found);
                    case Found.None none -> obstacle = none;
                }
            }
        }
        return options.isEmpty() ? obstacle : new Found.Some(List.copyOf(options));
    }

    private Found option(ModelId id, LanguageModel model, Instant now) {
        var price = prices.find(id.toString(), now);
        if (price.isEmpty()) {
            return unpriced(id);
        }
        var output = price.get().outputAtMost(task.agent().maxOutputTokens());
        var context = task.context().build(bytes(price.get(), output));
        if (context.isEmpty()) {
            return new Found.None(
                    TurnFailure.MODEL, "The message to answer is gone, or too long for %s.".formatted(id));
        }
        var left = Duration.between(now, task.brief().deadline());
        var request = new ModelRequest(id, context.get().prompts(), output, left);
        var hash = context.get().hash();
        var texts = context.get().prompts().stream().map(Prompt::text).toList();
        return new Pricing(prices)
                .candidate(id.toString(), texts, output, now)
                .<Found>map(candidate -> new Found.Some(List.of(new Option(model, request, hash, candidate))))
                .orElseGet(() -> unpriced(id));
    }

    private int bytes(ModelPrice price, int output) {
        var percent = task.shorter() ? PERCENT_SHORTER : PERCENT;
        var most = CONTEXT_BYTES_MAX * percent / 100;
        if (price.contextWindow() == 0) {
            return most;
        }
        var tokens = (long) price.contextWindow() * percent / 100 - output;
        return (int) Math.max(0, Math.min(most, tokens * BYTES_PER_TOKEN));
    }

    private Found.None notConfigured() {
        var names = task.models().stream().map(ModelId::toString).collect(Collectors.joining(", "));
        return new Found.None(
                TurnFailure.NOT_CONFIGURED,
                "None of the models of %s is configured here: %s."
                        .formatted(task.agent().name(), names));
    }

    private static Found.None unpriced(ModelId id) {
        return new Found.None(
                TurnFailure.PRICE_UNKNOWN,
                "Nobody knows what %s costs; an administrator can add its price.".formatted(id));
    }
}
