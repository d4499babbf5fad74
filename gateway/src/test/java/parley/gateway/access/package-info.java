@NullMarked
package parley.gateway.access;

import org.jspecify.annotations.NullMarked;
