package parley.agent.run;

import parley.agent.model.ModelId;
import parley.ledger.CallId;
import parley.money.Usd;

/**
 * A call to a model that is about to be made and whose worst case is held.
 *
 * @param step which call of the turn this is, from 1
 * @param attempt which attempt at the step this is, from 1
 * @param requestHash SHA-256 of what the model is shown
 * @param inputTokens what is charged for reading if nobody ever says what was used
 * @param priceVersion the catalogue version the hold was computed with
 */
public record CallIntent(
        CallId id,
        int step,
        int attempt,
        ModelId model,
        String requestHash,
        long inputTokens,
        Usd held,
        String priceVersion) {}
