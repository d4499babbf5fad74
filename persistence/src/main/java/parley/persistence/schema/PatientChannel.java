package parley.persistence.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that waits for room where its disk is full. The embedded database takes one write that fails for the end of its
 * store, and would have to be started anew; so the write is tried again, however long it takes, and whoever waits for
 * it is told to come back.
 */
final class PatientChannel extends FileChannel {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** How often it is said that the file still cannot be written. */
    private static final Duration REMINDER = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PatientChannel.class);

    private final FileChannel file;

    PatientChannel(FileChannel file) {
        this.file = file;
    }

    /** Something that changes the file. */
    private interface Change<T> {
        T perform() throws IOException;
    }

    private static <T> T patiently(Change<T> change) throws IOException {
        for (long failures = 0; true; failures++) {
            try {
                var done = change.perform();
                if (failures > 0) {
                    LOG.warn("The database's file can be written again");
                }
                return done;
            } catch (ClosedChannelException closed) {
                throw closed;
            } catch (IOException failure) {
                if (failures % REMINDER.dividedBy(PAUSE) == 0) {
                    LOG.error(
                            "The database's file cannot be written now; is the disk full? It is tried again", failure);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return patiently(() -> file.write(bytes));
    }

    @Override
    public int write(ByteBuffer bytes, long place) throws IOException {
        return patiently(() -> file.write(bytes, place));
    }

    @Override
    public long write(ByteBuffer[] bytes, int first, int count) throws IOException {
        return patiently(() -> file.write(bytes, first, count));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long place, long count) throws IOException {
        return patiently(() -> file.transferFrom(source, place, count));
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        patiently(() -> file.truncate(size));
        return this;
    }

    @Override
    public void force(boolean all) throws IOException {
        file.force(all);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return file.read(bytes);
    }

    @Override
    public int read(ByteBuffer bytes, long place) throws IOException {
        return file.read(bytes, place);
    }

    @Override
    public long read(ByteBuffer[] bytes, int first, int count) throws IOException {
        return file.read(bytes, first, count);
    }

    @Override
    public long transferTo(long place, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(place, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long place, long size) throws IOException {
        return file.map(mode, place, size);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long place) throws IOException {
        file.position(place);
        return this;
    }

    @Override
    public FileLock lock(long place, long size, boolean shared) throws IOException {
        return file.lock(place, size, shared);
    }

    @Override
    public FileLock tryLock(long place, long size, boolean shared) throws IOException {
        return file.tryLock(place, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
