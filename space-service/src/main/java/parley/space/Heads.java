package parley.space;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What a space remembers of its messages, in two generations of about {@value #GENERATION} each: when the younger one is full, the
 * older one is forgotten whole.
 *
 * @param youngSince when the younger generation began
 * @param forgottenUntil every message whose key bears this time or a later one is remembered; null while nothing has been forgotten
 */
public record Heads(
        PMap<String, Head> young,
        PMap<String, Head> old,
        Instant youngSince,
        @Nullable Instant forgottenUntil) {

    public static final int GENERATION = 50_000;

    /** Keys that were ahead of the server's clock outlive their generation, up to this many. */
    static final int AHEAD_MAX = 1_000;

    static final Heads NONE = new Heads(HashTreePMap.empty(), HashTreePMap.empty(), Instant.EPOCH, null);

    /**
     * A message in short, by the key it was sent with.
     *
     * @param bodyHash of author and content as sent, to tell a retry from another message under the same key
     * @param editHash of the text as last edited; 0 before the first edit
     */
    public record Head(
            MessageId id,
            long seq,
            Instant at,
            MemberId author,
            long bodyHash,
            long editHash,
            int rev,
            boolean deleted) {

        Head edited(int newRev, String text) {
            return new Head(id, seq, at, author, bodyHash, ContentHash.of(text), newRev, deleted);
        }

        Head gone() {
            return new Head(id, seq, at, author, bodyHash, editHash, rev, true);
        }
    }

    public int size() {
        return young.size() + old.size();
    }

    /** What is remembered under a key. */
    public Optional<Head> find(String key) {
        var head = young.get(key);
        return Optional.ofNullable(head != null ? head : old.get(key));
    }

    public Optional<Head> find(MessageId id) {
        return id.value().startsWith(MessageId.PREFIX)
                ? find(id.key()).filter(head -> head.id().equals(id))
                : Optional.empty();
    }

    /** Whether a key bears a time of which messages have been forgotten, so that nobody knows whether it was used. */
    boolean forgets(Instant keyTime) {
        return forgottenUntil != null && keyTime.isBefore(forgottenUntil);
    }

    Heads plus(String key, Head head) {
        if (young.isEmpty()) {
            return new Heads(young.plus(key, head), old, head.at(), forgottenUntil);
        }
        return young.size() < GENERATION
                ? new Heads(young.plus(key, head), old, youngSince, forgottenUntil)
                : aged(head.at()).plus(key, head);
    }

    /** With a message as it stands now, in the generation it was in. */
    Heads changed(String key, Head head) {
        if (young.containsKey(key)) {
            return new Heads(young.plus(key, head), old, youngSince, forgottenUntil);
        }
        return old.containsKey(key) ? new Heads(young, old.plus(key, head), youngSince, forgottenUntil) : this;
    }

    /** The younger generation becomes the older one, which is forgotten but for keys that bear a later time than they were sent at. */
    private Heads aged(Instant at) {
        if (old.isEmpty()) {
            return new Heads(HashTreePMap.empty(), young, at, forgottenUntil);
        }
        PMap<String, Head> ahead = HashTreePMap.empty();
        var forgotten = youngSince;
        for (Map.Entry<String, Head> entry : old.entrySet()) {
            var time = Ulid.timeOf(entry.getKey());
            if (time.isEmpty() || time.get().isBefore(youngSince)) {
                continue;
            }
            if (ahead.size() < AHEAD_MAX) {
                ahead = ahead.plus(entry.getKey(), entry.getValue());
            } else if (!time.get().isBefore(forgotten)) {
                forgotten = time.get().plusMillis(1);
            }
        }
        return new Heads(ahead, young, at, forgotten);
    }
}
