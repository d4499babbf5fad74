/** What one person has read, is about to say, and does not want to be called for: a log of their own, the same on all their devices. */
@NullMarked
package parley.space.reader;

import org.jspecify.annotations.NullMarked;
