@NullMarked
package parley.gateway.web;

import org.jspecify.annotations.NullMarked;
