/** What a reader sees of spaces, and the ports it is read through. */
@NullMarked
package parley.space.view;

import org.jspecify.annotations.NullMarked;
