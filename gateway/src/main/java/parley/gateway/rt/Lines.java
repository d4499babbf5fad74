package parley.gateway.rt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.space.actor.Batch;

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
        var chosen = new ArrayList<byte[]>();
        int size = 0;
        while (!waiting.isEmpty() && chosen.size() < Batch.UPDATES_MAX) {
            if (size > 0 && size + 1 + waiting.element().length > Batch.BYTES_MAX) {
                break;
            }
            size += waiting.element().length + 1;
            chosen.add(waiting.remove());
        }
        return join(chosen);
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
