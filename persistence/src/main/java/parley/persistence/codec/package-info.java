/** The stored form of events and states. */
@NullMarked
package parley.persistence.codec;

import org.jspecify.annotations.NullMarked;
