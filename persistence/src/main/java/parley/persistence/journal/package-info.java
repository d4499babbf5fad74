/** How entities' events are written: many entities' in one transaction. */
@NullMarked
package parley.persistence.journal;

import org.jspecify.annotations.NullMarked;
