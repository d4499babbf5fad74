package parley.space.actor;

import java.util.concurrent.atomic.AtomicInteger;
import parley.presence.Lease;
import parley.space.MemberId;

/** A reader that counts how often it is woken. */
final class StagedReader implements Subscriber {

    private static final AtomicInteger SOCKETS = new AtomicInteger();

    final AtomicInteger woken = new AtomicInteger();
    private final Lease lease;

    StagedReader(MemberId user) {
        this(new Lease(user, "d_" + user, "s_" + SOCKETS.incrementAndGet(), "web", true));
    }

    private StagedReader(Lease lease) {
        this.lease = lease;
    }

    /** The same connection begins anew. */
    StagedReader again() {
        return new StagedReader(lease);
    }

    @Override
    public MemberId user() {
        return lease.user();
    }

    @Override
    public Lease lease() {
        return lease;
    }

    @Override
    public boolean wake() {
        woken.incrementAndGet();
        return false;
    }

    @Override
    public void end(long last, Ending why) {}
}
