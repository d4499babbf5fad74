package parley.history;

import java.io.Serializable;

/**
 * Somebody's wish to have read everything up to a place.
 *
 * @param acknowledged false where no answer came, so that it may or may not count
 */
public record Marked(String user, long upTo, boolean acknowledged) implements Serializable {}
