/** Full-text search over messages. */
@NullMarked
package parley.persistence.search;

import org.jspecify.annotations.NullMarked;
