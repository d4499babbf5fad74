/** The pages in a real browser, against the packaged product. */
@NullMarked
package parley.ui;

import org.jspecify.annotations.NullMarked;
