/** Price lists as files: the built-in one and an installation's own. */
@NullMarked
package parley.ledger.catalogue;

import org.jspecify.annotations.NullMarked;
