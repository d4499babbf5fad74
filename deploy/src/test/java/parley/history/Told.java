package parley.history;

/** What somebody is told of their own reading in the end: their marker, and how many messages of others come after it. */
public record Told(String user, long readUpTo, long unread) {}
