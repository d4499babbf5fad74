/** The ledger at work: one sharded entity that decides about every call. */
@NullMarked
package parley.ledger.actor;

import org.jspecify.annotations.NullMarked;
