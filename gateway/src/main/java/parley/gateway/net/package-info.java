/** Upgraded connections: WebSockets served on a few threads of their own, below the streams of the HTTP server. */
@NullMarked
package parley.gateway.net;

import org.jspecify.annotations.NullMarked;
