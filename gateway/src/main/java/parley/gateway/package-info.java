/** The server that everything on the wire goes through. */
@NullMarked
package parley.gateway;

import org.jspecify.annotations.NullMarked;
