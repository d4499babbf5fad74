/** What is said over the wire, described for programs and for people. */
@NullMarked
package parley.gateway.api;

import org.jspecify.annotations.NullMarked;
