/** The realtime protocol on WebSockets: tickets, frames, subscriptions and flow control. */
@NullMarked
package parley.gateway.rt;

import org.jspecify.annotations.NullMarked;
