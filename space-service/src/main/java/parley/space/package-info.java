/** The rules of a space: state, commands, events and replies. */
@NullMarked
package parley.space;

import org.jspecify.annotations.NullMarked;
