package parley.history;

import java.io.Serializable;

/**
 * A command of which its sender was told that it is stored.
 *
 * @param what the type of the event that it makes, such as {@code message.created}
 * @param subject the key of a message that was sent, the id of one that was changed
 * @param seq the place that the answer named; of a command that changed nothing, any place that was reached
 * @param changed false where the answer said that it was done before
 */
public record Acknowledged(String user, String what, String subject, long seq, boolean changed)
        implements Serializable {}
