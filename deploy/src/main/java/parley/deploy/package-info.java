/** The composition root: settings in, a running node out. */
@NullMarked
package parley.deploy;

import org.jspecify.annotations.NullMarked;
