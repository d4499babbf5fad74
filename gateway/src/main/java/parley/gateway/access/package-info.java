/** Who may come in: identity, limits and the table of problems. */
@NullMarked
package parley.gateway.access;

import org.jspecify.annotations.NullMarked;
