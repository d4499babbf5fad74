package parley.space;

import org.jspecify.annotations.Nullable;

/** Tells contents apart: 64-bit FNV-1a over the characters of each part, the same on every machine and for ever. */
final class ContentHash {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private ContentHash() {}

    static long of(String text) {
        return mix(BASIS, text);
    }

    /** Of a message as it was sent. Mentions are left out: they are names in the text, and members come and go between two tries. */
    static long of(MemberId author, String text, @Nullable MessageId replyTo) {
        var hash = mix(BASIS, author.value());
        hash = mix(hash, replyTo == null ? "" : replyTo.value());
        return mix(hash, text);
    }

    private static long mix(long start, String part) {
        var hash = (start ^ part.length()) * PRIME;
        for (var index = 0; index < part.length(); index++) {
            hash = (hash ^ part.charAt(index)) * PRIME;
        }
        return hash;
    }
}
