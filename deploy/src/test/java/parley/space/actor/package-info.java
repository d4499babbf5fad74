@NullMarked
package parley.space.actor;

import org.jspecify.annotations.NullMarked;
