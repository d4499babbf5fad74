package parley.presence;

import java.time.Instant;

/** Somebody is typing, and counts as such until {@code until}. */
public record Typing(Instant until) {}
