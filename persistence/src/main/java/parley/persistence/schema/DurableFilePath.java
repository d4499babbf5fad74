package parley.persistence.schema;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of the embedded database whose every write is on the disk before it returns (O_DSYNC), so that an acknowledged
 * commit survives the loss of power. Without it the database writes to the operating system's cache only. A write that
 * the disk has no room for waits for it.
 */
public final class DurableFilePath extends FilePathWrapper {

    public static final String SCHEME = "dsync";

    /** Makes {@code jdbc:h2:dsync:…} known to the embedded database; once is enough. */
    public static void register() {
        FilePath.register(new DurableFilePath());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var file = Path.of(unwrap(toString()).toString());
        if ("r".equals(mode)) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new PatientChannel(FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.DSYNC));
    }
}
