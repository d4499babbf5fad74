package parley.presence;

import java.time.Instant;
import parley.space.MemberId;

/** When a person was last seen to do something. */
public record Sighting(MemberId person, Instant lastSeen) {}
