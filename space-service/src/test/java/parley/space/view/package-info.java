@NullMarked
package parley.space.view;

import org.jspecify.annotations.NullMarked;
