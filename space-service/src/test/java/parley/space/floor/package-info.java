@NullMarked
package parley.space.floor;

import org.jspecify.annotations.NullMarked;
