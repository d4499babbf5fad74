package parley.agent.model.offline;

/**
 * Something that was said to be done or settled.
 *
 * @param owner who does it; empty where nobody is named
 * @param due by when, as it was said; empty where it was not
 * @param sentence the words that say it
 */
record Commitment(Kind kind, String owner, String what, String due, Line line, String sentence) {

    enum Kind {
        DECISION,
        ACTION,
        OPEN_QUESTION
    }

    /** As one entry of a list. */
    String written() {
        return switch (kind) {
            case DECISION, OPEN_QUESTION -> line.cite(sentence);
            case ACTION -> (owner.isEmpty() ? "nobody yet" : owner) + ": " + line.cite(what);
        };
    }
}
