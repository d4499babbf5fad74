package parley.agent.run;

import parley.space.SpaceLimits;

/** A model's text as a space can keep it. */
public final class AnswerText {

    private static final String CUT = "…";
    private static final int CUT_BYTES = 3;
    private static final char REPLACEMENT = '\uFFFD';

    private AnswerText() {}

    /** Without what no store keeps, and cut where it is too long. */
    public static String of(String text) {
        var kept = new StringBuilder(Math.min(text.length(), SpaceLimits.TEXT_CHARACTERS));
        var bytes = 0;
        var at = 0;
        while (at < text.length()) {
            var point = text.codePointAt(at);
            at += Character.charCount(point);
            var clean = point == 0 || isHalf(point) ? REPLACEMENT : point;
            bytes += width(clean);
            if (bytes > SpaceLimits.ANSWER_BYTES - CUT_BYTES
                    || kept.length() + Character.charCount(clean) >= SpaceLimits.TEXT_CHARACTERS) {
                return kept.append(CUT).toString();
            }
            kept.appendCodePoint(clean);
        }
        return kept.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static int width(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
