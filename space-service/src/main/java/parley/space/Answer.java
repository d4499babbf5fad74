package parley.space;

import parley.money.Cost;
import parley.money.TokenCount;

/**
 * What an agent's turn took, as shown on the message that ends it.
 *
 * @param model {@code provider/model} that wrote it
 * @param tookMillis from the grant to the answer
 */
public record Answer(String model, TokenCount usage, Cost cost, long tookMillis) {}
