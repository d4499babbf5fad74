package parley.agent.model.langchain4j;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that tells how long its reader has been waiting, and ends with an error after too many bytes. */
final class CountedStream extends FilterInputStream {

    private final long bytesMax;
    private long bytes;
    /** 0 while nobody waits. */
    private volatile long waitingSinceNanos;

    CountedStream(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    /** How long the reader has been waiting for the next byte. */
    Duration waiting() {
        var since = waitingSinceNanos;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        waitingSinceNanos = System.nanoTime() | 1;
        try {
            return counted(super.read(buffer, offset, length));
        } finally {
            waitingSinceNanos = 0;
        }
    }

    private int counted(int read) throws IOException {
        bytes += Math.max(0, read);
        if (bytes > bytesMax) {
            throw new IOException("the answer is longer than " + bytesMax + " bytes");
        }
        return read;
    }
}
