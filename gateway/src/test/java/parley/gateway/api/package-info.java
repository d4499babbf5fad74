@NullMarked
package parley.gateway.api;

import org.jspecify.annotations.NullMarked;
