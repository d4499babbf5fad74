/** What passes and is not kept: who is there, who is typing, what is being written. */
@NullMarked
package parley.presence;

import org.jspecify.annotations.NullMarked;
