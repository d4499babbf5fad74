package parley.system;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who do the same at the same time. */
final class Crowd {

    /** How often the network may reset somebody before they are in. */
    private static final int RESETS_MAX = 3;

    private Crowd() {}

    /** What is done for one of many. */
    interface Work<A, T> {
        T on(A one) throws Exception;
    }

    /** Does it so many times at once, and gives what came of each once all are done; fails with the first that fails. */
    static <T> List<T> of(int size, Callable<T> what) throws Exception {
        return each(Collections.nCopies(size, what), Callable::call);
    }

    /** Does it for all of them at once, and gives what came of each. */
    static <A, T> List<T> each(List<A> all, Work<A, T> what) throws Exception {
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<T>>();
            for (var one : all) {
                begun.add(each.submit(() -> what.on(one)));
            }
            var done = new ArrayList<T>();
            for (var one : begun) {
                done.add(one.get());
            }
            return done;
        }
    }

    /** A socket that follows a space, live; comes back as long as it is asked to, and after a reset now and then. */
    static RawSocket follower(Api api, String space) throws IOException {
        for (int resets = 0; ; ) {
            try {
                var socket = new RawSocket(api, hello(space));
                if (socket.isOpen()) {
                    socket.await("\"op\":\"live\"");
                    return socket;
                }
                socket.close();
                if (!socket.mayComeBack()) {
                    throw new IOException("refused with " + socket.status());
                }
            } catch (SocketException reset) {
                if (++resets > RESETS_MAX) {
                    throw reset;
                }
            }
        }
    }

    private static String hello(String space) {
        return "{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\",\"tail\":0}]}".formatted(space);
    }
}
