/** The ports of the domain, answered from the database. */
@NullMarked
package parley.persistence.reader;

import org.jspecify.annotations.NullMarked;
