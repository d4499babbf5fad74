@NullMarked
package parley.persistence.journal;

import org.jspecify.annotations.NullMarked;
