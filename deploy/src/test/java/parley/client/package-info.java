/** The rules by which a client of the protocol follows a space, to be run by tests. Pure. */
@NullMarked
package parley.client;

import org.jspecify.annotations.NullMarked;
