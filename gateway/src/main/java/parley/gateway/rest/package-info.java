/** The REST resources. */
@NullMarked
package parley.gateway.rest;

import org.jspecify.annotations.NullMarked;
