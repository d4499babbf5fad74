/** What clients of a space have seen and been told, and whether it is as promised. Pure. */
@NullMarked
package parley.history;

import org.jspecify.annotations.NullMarked;
