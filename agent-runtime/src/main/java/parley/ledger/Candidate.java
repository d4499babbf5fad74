package parley.ledger;

import parley.money.Usd;

/**
 * A model that would do, and what the call would cost at most.
 *
 * @param model {@code provider/name}
 * @param priceVersion the catalogue version the worst case was computed with; settlement uses the same
 */
public record Candidate(String model, Usd worstCase, String priceVersion) {}
