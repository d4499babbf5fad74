package parley.ledger;

import parley.money.Usd;

/**
 * A model that would do, and what the call would cost at most.
 *
 * @param model {@code provider/name}
 * @param prices what the worst case was computed with; the hold keeps them, so settlement uses the same
 */
public record Candidate(String model, Usd worstCase, UnitPrices prices) {}
