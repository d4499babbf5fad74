/** The one generic shell that stores what an entity's rules decide. */
@NullMarked
package parley.entity.actor;

import org.jspecify.annotations.NullMarked;
