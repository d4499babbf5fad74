/** Everything stored: the database, and the ports of the other modules that it stands behind. */
@NullMarked
package parley.persistence;

import org.jspecify.annotations.NullMarked;
