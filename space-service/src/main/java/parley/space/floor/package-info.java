/** Who may speak: turn policies, grants, provenance and bounds. */
@NullMarked
package parley.space.floor;

import org.jspecify.annotations.NullMarked;
