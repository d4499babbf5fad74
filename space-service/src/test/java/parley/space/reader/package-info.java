@NullMarked
package parley.space.reader;

import org.jspecify.annotations.NullMarked;
