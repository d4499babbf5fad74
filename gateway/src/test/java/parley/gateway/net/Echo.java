package parley.gateway.net;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Says every text that it hears, and whatever else it is given to say. */
final class Echo implements WebSocket.Speaker {

    final BlockingQueue<Found> heard = new LinkedBlockingQueue<>();
    final Queue<ByteString> toSay = new ConcurrentLinkedQueue<>();
    final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    volatile boolean full;

    @Override
    public void opened() {}

    @Override
    public void heard(Found found) {
        heard.add(found);
        if (found instanceof Found.Text(var text)) {
            toSay.add(text);
        }
    }

    @Override
    public @Nullable ByteString next() {
        return toSay.poll();
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public void gone() {
        gone.complete(true);
    }
}
