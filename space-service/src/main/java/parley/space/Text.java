package parley.space;

import java.util.Optional;
import parley.space.SpaceReply.Rejected;

/** What a text may be. */
public final class Text {

    static final String UNSTORABLE = "A text must not hold the character NUL or half of a surrogate pair.";

    private Text() {}

    /** Why nobody may say this; empty where one may. */
    static Optional<Rejected> refusal(String text, int bytesMax) {
        if (text.isBlank()) {
            return Optional.of(new Rejected(Reason.TEXT_EMPTY, "A message needs a text."));
        }
        if (text.length() > SpaceLimits.TEXT_CHARACTERS || utf8Length(text) > bytesMax) {
            return Optional.of(new Rejected(
                    Reason.TEXT_TOO_LONG,
                    "A text has at most %d characters and %d bytes in UTF-8; this one has %d and %d."
                            .formatted(SpaceLimits.TEXT_CHARACTERS, bytesMax, text.length(), utf8Length(text))));
        }
        return storable(text) ? Optional.empty() : Optional.of(new Rejected(Reason.TEXT_INVALID, UNSTORABLE));
    }

    /** Whether every store can hold it. */
    public static boolean storable(String text) {
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                if (index + 1 == text.length() || !Character.isSurrogatePair(character, text.charAt(index + 1))) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    /** The beginning of a text, cut between characters. */
    static String beginning(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        var half = Character.isHighSurrogate(text.charAt(charactersMax - 1)) ? 1 : 0;
        return text.substring(0, charactersMax - half);
    }

    private static int utf8Length(String text) {
        var bytes = 0;
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character < 0x80) {
                bytes += 1;
            } else if (character < 0x800 || Character.isSurrogate(character)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
