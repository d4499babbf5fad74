package parley.ledger;

import parley.money.Usd;

/**
 * What became of a call that is over, kept so that a repeated command hears the same.
 *
 * @param made false where it was released: it was never sent, or refused by the provider
 */
public record EndedCall(Usd amount, boolean exact, boolean made) {}
