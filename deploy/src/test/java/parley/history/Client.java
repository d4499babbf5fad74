package parley.history;

import java.io.Serializable;

/** One of the clients that a user reads a space with at the same time. */
public record Client(String user, String name) implements Serializable {}
