@NullMarked
package parley.space;

import org.jspecify.annotations.NullMarked;
