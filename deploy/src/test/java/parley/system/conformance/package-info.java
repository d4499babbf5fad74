/** The protocol as any server of it must speak it, whatever carries it; from outside, knowing nothing of what is behind. */
@NullMarked
package parley.system.conformance;

import org.jspecify.annotations.NullMarked;
