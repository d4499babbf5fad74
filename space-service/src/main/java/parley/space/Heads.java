package parley.space;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * What a space remembers of its messages, in two generations of at most {@value #GENERATION} each: when the younger one is full, the
 * older one is forgotten whole.
 *
 * @param youngSince when the younger generation began
 * @param forgottenUntil every message posted since then is remembered; null while nothing has been forgotten
 */
public record Heads(
        PMap<String, Head> young, PMap<String, Head> old, Instant youngSince, @Nullable Instant forgottenUntil) {

    public static final int GENERATION = 50_000;

    /**
     * A message in short, by the key it was sent with.
     *
     * @param bodyHash of author and content, to tell a retry from another message under the same key
     */
    public record Head(MessageId id, long seq, Instant at, MemberId author, long bodyHash, int rev, boolean deleted) {}
}
