/** What the journals become for readers: tables that follow them, each exactly once. */
@NullMarked
package parley.persistence.projection;

import org.jspecify.annotations.NullMarked;
