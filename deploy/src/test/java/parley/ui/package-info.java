/** The pages in a real browser. */
@NullMarked
package parley.ui;

import org.jspecify.annotations.NullMarked;
