@NullMarked
package parley.gateway.rest;

import org.jspecify.annotations.NullMarked;
