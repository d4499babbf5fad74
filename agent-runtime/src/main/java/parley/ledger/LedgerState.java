package parley.ledger;

import parley.entity.EntityState;

/** The ledger as it stands. */
public record LedgerState(long seq) implements EntityState {}
