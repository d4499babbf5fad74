package parley.presence;

import java.time.Instant;

/** Somebody is typing, until it is told that they are not. */
public record Typing(Instant since) {}
