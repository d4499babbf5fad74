package parley.space.floor;

import java.util.Locale;

/** A print of a text in 64 bits, which differs in few bits where texts differ in few words (Charikar's SimHash over pairs of words). */
final class SimHash {

    /** Texts whose prints differ in this many bits or fewer say the same. */
    private static final int ALIKE_BITS = 3;

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private SimHash() {}

    static boolean alike(long one, long other) {
        return Long.bitCount(one ^ other) <= ALIKE_BITS;
    }

    static long of(String text) {
        var weights = new int[Long.SIZE];
        var before = BASIS;
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.isBlank()) {
                continue;
            }
            var hash = hash(word);
            weigh(weights, spread(hash));
            weigh(weights, spread(before * PRIME ^ hash));
            before = hash;
        }
        var print = 0L;
        for (var bit = 0; bit < Long.SIZE; bit++) {
            if (weights[bit] > 0) {
                print |= 1L << bit;
            }
        }
        return print;
    }

    private static void weigh(int[] weights, long hash) {
        for (var bit = 0; bit < Long.SIZE; bit++) {
            weights[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
        }
    }

    private static long hash(String word) {
        var hash = BASIS;
        for (var index = 0; index < word.length(); index++) {
            hash = (hash ^ word.charAt(index)) * PRIME;
        }
        return hash;
    }

    /** The finaliser of MurmurHash3, so that every bit depends on every other. */
    private static long spread(long hash) {
        var mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
