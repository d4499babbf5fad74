package parley.space.actor;

import java.util.concurrent.atomic.AtomicInteger;
import parley.space.MemberId;

/** A reader that counts how often it is woken. */
final class StagedReader implements Subscriber {

    final AtomicInteger woken = new AtomicInteger();
    private final MemberId user;

    StagedReader(MemberId user) {
        this.user = user;
    }

    @Override
    public MemberId user() {
        return user;
    }

    @Override
    public boolean wake() {
        woken.incrementAndGet();
        return false;
    }

    @Override
    public void end(long last, Ending why) {}
}
