/** What one person has read: a log of their own, the same on all their devices. */
@NullMarked
package parley.space.reader;

import org.jspecify.annotations.NullMarked;
