package parley.gateway.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that serves many sockets. In each turn it does what is to be done, and only then sends: what came up meanwhile
 * goes out together.
 */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** Enough for several of the largest usual frames. */
    private static final int BUFFER = 256 * 1024;

    /** Tasks in a turn at most. */
    private static final int TASKS_MAX = 1_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final ArrayDeque<WebSocket> toFlush = new ArrayDeque<>();
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER);
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Runnable broken;
    private int gone;
    private volatile boolean closed;

    private record Due(long at, WebSocket socket, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(at - other.at, 0);
        }
    }

    private Loop(String name, Runnable broken) {
        this.broken = broken;
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
    }

    /**
     * Serves nobody yet.
     *
     * @param broken run where it can serve nobody any more
     */
    static Loop start(String name, Runnable broken) {
        var loop = new Loop(name, broken);
        loop.thread.start();
        return loop;
    }

    /** Does something soon, which must not fail. From any thread. */
    void run(Runnable task) {
        tasks.add(task);
        if (asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Does something for a socket after a delay, which must not fail. From the loop itself. */
    void later(Duration delay, WebSocket socket, Runnable task) {
        dues.add(new Due(System.nanoTime() + delay.toNanos(), socket, task));
    }

    /** A socket is gone. What was to be done for it later is dropped together with that of others. */
    void forget() {
        if (++gone > dues.size() / 4) {
            gone = 0;
            dues.removeIf(due -> due.socket().isGone());
        }
    }

    /** Asks a socket for what it has to send, at the end of this turn. From the loop itself. */
    void flushSoon(WebSocket socket) {
        toFlush.add(socket);
    }

    /** Empty, for what is sent; used up before the next socket's turn. */
    ByteBuffer outgoing() {
        return outgoing.clear();
    }

    /** Asks a socket for what it has to send when its network takes more. From the loop itself. */
    SelectionKey flushWhenWritable(SocketChannel channel, WebSocket socket) throws IOException {
        return channel.register(selector, SelectionKey.OP_WRITE, socket);
    }

    /** Stops; what waits is not done any more. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void work() {
        try (selector) {
            while (!closed) {
                sleep();
                takeWritable();
                doTasks();
                letOthersSayMore();
                doDue();
                flush();
            }
        } catch (IOException | RuntimeException | Error failure) {
            LOG.error("sockets cannot be served any more", failure);
            broken.run();
        }
    }

    /** Until there is something to do. */
    private void sleep() throws IOException {
        asleep.set(true);
        try {
            if (tasks.isEmpty()) {
                long wait = dues.isEmpty() ? 0 : dues.element().at() - System.nanoTime();
                if (dues.isEmpty() || wait > 0) {
                    selector.select(Math.ceilDiv(wait, 1_000_000));
                    return;
                }
            }
        } finally {
            asleep.set(false);
        }
        selector.selectNow();
    }

    private void takeWritable() {
        var writable = selector.selectedKeys();
        for (var key : writable) {
            if (key.isValid()) {
                ((WebSocket) key.attachment()).writable(key);
            }
        }
        writable.clear();
    }

    private void doTasks() {
        for (int done = 0; done < TASKS_MAX; done++) {
            var task = tasks.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** On a busy processor whoever woke this thread may not have come to all that they have to say. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that is wanted
    private void letOthersSayMore() {
        Thread.yield();
        doTasks();
    }

    private void doDue() {
        long now = System.nanoTime();
        while (!dues.isEmpty() && dues.element().at() - now <= 0) {
            dues.remove().task().run();
        }
    }

    private void flush() {
        for (var socket = toFlush.poll(); socket != null; socket = toFlush.poll()) {
            socket.flush();
        }
    }
}
