package parley.agent.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts and cuts text by the encoding {@code o200k_base}; a count is never more than the text's bytes in UTF-8. */
public final class Tokens {

    /** Longer text counts as its bytes, in UTF-8: exact counting can take quadratic time. */
    private static final int EXACT_BYTES_MAX = 64 * 1024;

    /** A longer run without white space counts as its bytes too, for the same reason. */
    private static final int EXACT_RUN_CHARACTERS_MAX = 512;

    private Tokens() {}

    /** Loaded at the first use: the table takes a moment and some memory. */
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** How many tokens the text has; its bytes where it is too long to count. */
    public static int count(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > EXACT_BYTES_MAX || hasLongRun(text)) {
            return bytes;
        }
        return Math.min(bytes, Loaded.ENCODING.countTokensOrdinary(text));
    }

    /**
     * The text as the pieces a model would write it in, at most {@code tokensMax} tokens of it. A piece is one token,
     * or several where a character needs more than one.
     */
    public static List<Piece> pieces(String text, int tokensMax) {
        var pieces = new ArrayList<Piece>();
        var pending = new ByteArrayOutputStream();
        var tokens = 0;
        var encoded = Loaded.ENCODING.encodeOrdinary(text);
        for (var i = 0; i < Math.min(encoded.size(), tokensMax); i++) {
            tokens++;
            pending.writeBytes(Loaded.ENCODING.decodeBytes(single(encoded.get(i))));
            if (isWhole(pending.toByteArray())) {
                pieces.add(new Piece(pending.toString(StandardCharsets.UTF_8), tokens));
                pending.reset();
                tokens = 0;
            }
        }
        return List.copyOf(pieces);
    }

    /** A part of a text and the tokens it takes. */
    public record Piece(String text, int tokens) {}

    private static IntArrayList single(int token) {
        var list = new IntArrayList(1);
        list.add(token);
        return list;
    }

    /** Whether the bytes end where a character ends. */
    private static boolean isWhole(byte[] bytes) {
        for (var back = 1; back <= Math.min(4, bytes.length); back++) {
            var lead = bytes[bytes.length - back] & 0xFF;
            if (lead < 0x80) {
                return true;
            }
            if (lead >= 0xC0) {
                var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return back >= length;
            }
        }
        return true;
    }

    private static boolean hasLongRun(String text) {
        var run = 0;
        for (var i = 0; i < text.length(); i++) {
            run = Character.isWhitespace(text.charAt(i)) ? 0 : run + 1;
            if (run > EXACT_RUN_CHARACTERS_MAX) {
                return true;
            }
        }
        return false;
    }
}
