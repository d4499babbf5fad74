package parley.agent.actor;

import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;
import parley.agent.Agents;
import parley.agent.model.LanguageModels;
import parley.agent.model.resilience.ModelHealth;
import parley.ledger.Ledger;
import parley.ledger.PriceCatalogue;
import parley.space.view.Spaces;

/**
 * What runs work with.
 *
 * @param tokens counts the tokens of a text where a provider does not say
 * @param threads runs each piece of work that blocks on a thread of its own, a virtual one
 */
public record RunSurroundings(
        Spaces spaces,
        Ledger ledger,
        Agents agents,
        LanguageModels models,
        PriceCatalogue prices,
        ModelHealth health,
        DraftSink drafts,
        ToIntFunction<String> tokens,
        Timing timing,
        Executor threads) {}
