/** What the sources themselves must hold to. */
@NullMarked
package parley.style;

import org.jspecify.annotations.NullMarked;
