/** Money: accounts, holds, prices and usage, and what is asked of them. */
@NullMarked
package parley.ledger;

import org.jspecify.annotations.NullMarked;
