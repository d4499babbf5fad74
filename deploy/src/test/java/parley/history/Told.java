package parley.history;

/**
 * What somebody is told of their own reading in the end.
 *
 * @param readUpTo their marker
 * @param unread how many messages of others have come since they joined or marked the space read
 */
public record Told(String user, long readUpTo, long unread) {}
