/** Spaces at work: the sharded entity, and the hub that fans its updates out. */
@NullMarked
package parley.space.actor;

import org.jspecify.annotations.NullMarked;
