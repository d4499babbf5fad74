package parley.gateway.rt;

import java.util.ArrayDeque;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Lines that wait to be sent, and go out joined. */
final class Lines {

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

    void add(byte[] line) {
        waiting.add(line);
    }

    int size() {
        return waiting.size();
    }

    /** As many of them as fit into one frame; null where there are none. */
    @Nullable
    ByteString next() {
        if (waiting.isEmpty()) {
            return null;
        }
        var parcel = new Parcel();
        while (!waiting.isEmpty() && parcel.add(waiting.element())) {
            waiting.remove();
        }
        return parcel.frame();
    }

    /** Lines as one frame. */
    static ByteString join(List<byte[]> lines) {
        if (lines.size() == 1) {
            return ByteString.fromArrayUnsafe(lines.getFirst());
        }
        var all = new byte
                [lines.size() - 1 + lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (var line : lines) {
            if (at > 0) {
                all[at++] = '\n';
            }
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        return ByteString.fromArrayUnsafe(all);
    }
}
