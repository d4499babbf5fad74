package parley.history;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is told of their own reading in the end.
 *
 * @param readUpTo their marker
 * @param unread how many messages of others come after it; null where that is not told
 */
public record Told(String user, long readUpTo, @Nullable Long unread) {

    public Told(String user, long readUpTo) {
        this(user, readUpTo, null);
    }
}
