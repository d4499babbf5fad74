package parley.gateway.rest;

import parley.gateway.access.ProblemCode;

/** Whole numbers as people write them into a query. */
final class Numbers {
    private Numbers() {}

    /** The number, or a refusal that says what is allowed. */
    static long within(String name, String text, long least, long most) {
        var allowed = name + " must be a whole number from " + least + " to " + most;
        try {
            var number = Long.parseLong(text);
            if (number < least || number > most) {
                throw Refusal.of(ProblemCode.MALFORMED, allowed + ", not " + number);
            }
            return number;
        } catch (NumberFormatException wrong) {
            throw Refusal.of(ProblemCode.MALFORMED, allowed);
        }
    }
}
