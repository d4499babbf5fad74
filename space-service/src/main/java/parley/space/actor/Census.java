package parley.space.actor;

import java.util.concurrent.atomic.AtomicInteger;

/** How much there is on this node that follows spaces. Safe for use by several threads. */
final class Census {

    private final AtomicInteger hubs = new AtomicInteger();
    private final AtomicInteger leases = new AtomicInteger();

    int hubs() {
        return hubs.get();
    }

    int leases() {
        return leases.get();
    }

    void hubs(int more) {
        hubs.addAndGet(more);
    }

    void leases(int more) {
        leases.addAndGet(more);
    }
}
