package parley.space.actor;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;

/** One event as clients read it: encoded once, shared by all readers. */
public final class Update {

    private final long seq;
    private final @Nullable MemberId author;
    private final byte[] line;

    /**
     * @param author whose own message it is; null for any other event
     * @param line a line of text without its end, in UTF-8; not to be changed afterwards
     */
    public Update(long seq, @Nullable MemberId author, byte[] line) {
        this.seq = seq;
        this.author = author;
        this.line = line;
    }

    public long seq() {
        return seq;
    }

    public @Nullable MemberId author() {
        return author;
    }

    /** How many bytes it takes on the wire. */
    public int size() {
        return line.length;
    }

    int copyTo(byte[] target, int at) {
        System.arraycopy(line, 0, target, at, line.length);
        return at + line.length;
    }

    @Override
    public String toString() {
        return new String(line, StandardCharsets.UTF_8);
    }
}
