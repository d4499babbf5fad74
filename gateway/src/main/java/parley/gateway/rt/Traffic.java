package parley.gateway.rt;

import java.util.Map;

/**
 * What is open on this node, and what those who are connected have met with.
 *
 * @param connections how many are open
 * @param unacknowledged bytes that were sent and not acknowledged yet
 * @param fullWindows connections that are sent no events until they acknowledge some
 * @param lags how often a client was told that it lags
 * @param resets how often a client had to begin a space again
 */
public record Traffic(
        Map<Carrier, Integer> connections, long unacknowledged, int fullWindows, long lags, long resets) {}
