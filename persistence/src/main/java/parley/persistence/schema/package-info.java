/** The database: how it is opened and brought up to date. */
@NullMarked
package parley.persistence.schema;

import org.jspecify.annotations.NullMarked;
