package parley.entity;

/**
 * An event with its place in its entity's log.
 *
 * @param seq the journal's sequence number, from 1, without gaps
 */
public record Stored<E>(long seq, E event) {}
