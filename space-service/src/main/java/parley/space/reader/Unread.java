package parley.space.reader;

/**
 * What a person has not read of a space since they joined it or last marked it read.
 *
 * @param messages of others; edits and reactions are none
 * @param mentions those of them that name the person
 */
public record Unread(int messages, int mentions) {

    /** Each is counted up to this. */
    public static final int MAX = 1_000;

    public static final Unread NONE = new Unread(0, 0);
}
