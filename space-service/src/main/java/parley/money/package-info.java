/** Amounts of money and the tokens they pay for. */
@NullMarked
package parley.money;

import org.jspecify.annotations.NullMarked;
