package parley.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FileBase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full for a while costs time, and not the database. */
class PatientChannelTest {

    /** A file on a disk that has room for so many bytes. */
    private static final class Narrow extends FileBase {

        private final FileChannel file;
        private final CountDownLatch refused = new CountDownLatch(3);
        private volatile int room;

        Narrow(FileChannel file, int room) {
            this.file = file;
            this.room = room;
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long place) throws IOException {
            int fits = (int) Math.min(bytes.remaining(), room - place);
            if (fits <= 0) {
                refused.countDown();
                throw new IOException("No space left on device");
            }
            int end = bytes.limit();
            bytes.limit(bytes.position() + fits);
            int written = file.write(bytes, place);
            bytes.limit(end);
            return written;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public FileChannel position(long place) {
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) {
            return 0;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return write(bytes, 0);
        }

        @Override
        public FileChannel truncate(long size) {
            return this;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }

    @Test
    @Tag("S7")
    void aWriteWaitsForRoomAndIsThenWhole(@TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        var text = "as much as there is to say";
        try (var narrow = new Narrow(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), 10);
                var patient = new PatientChannel(narrow)) {
            var written = CompletableFuture.runAsync(() -> writeFully(patient, text));
            assertThat(narrow.refused.await(20, TimeUnit.SECONDS)).isTrue();

            narrow.room = Integer.MAX_VALUE;

            written.get(20, TimeUnit.SECONDS);
            assertThat(Files.readString(path)).isEqualTo(text);
        }
    }

    private static void writeFully(FileChannel file, String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes, bytes.position());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
