package parley.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Endings that only this process hears of, at once. */
public final class LocalEndings implements Endings {

    private final List<Consumer<Ending>> listeners = new ArrayList<>();

    @Override
    public void announce(Ending ending) {
        listeners.forEach(listener -> listener.accept(ending));
    }

    @Override
    public void listen(Consumer<Ending> listener) {
        listeners.add(listener);
    }
}
