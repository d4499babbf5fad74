package parley.space.floor;

import org.pcollections.PMap;
import parley.space.MemberId;

/**
 * What one root has caused.
 *
 * @param limit how many turns it may cause
 * @param granted how many it has caused
 * @param byAgent the same for each agent
 * @param closed true once stopped: nothing more comes of it
 */
public record RootCount(int limit, int granted, PMap<MemberId, Integer> byAgent, boolean closed) {}
