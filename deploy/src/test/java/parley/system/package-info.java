/** The packaged product, started as its users start it. */
@NullMarked
package parley.system;

import org.jspecify.annotations.NullMarked;
