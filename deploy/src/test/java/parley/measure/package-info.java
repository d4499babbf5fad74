/** Measures the packaged product as a client of its protocol. */
@NullMarked
package parley.measure;

import org.jspecify.annotations.NullMarked;
