package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A connection of a client that can send requests only: it hears what they bring and says one thing after the other,
 * each in a thread of its own.
 */
abstract class RequestLink<T> implements Link {

    private final Ear ear;
    private final BlockingQueue<T> toSay = new LinkedBlockingQueue<>();
    private final Gate gate = new Gate();
    private final Thread hearing = Thread.ofVirtual().unstarted(() -> untilBroken(this::hearWhenOpen));
    private final Thread saying = Thread.ofVirtual().unstarted(() -> untilBroken(() -> say(toSay.take())));

    /** A part of what is done as long as the connection stands. */
    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    RequestLink(Ear ear) {
        this.ear = ear;
    }

    /** Waits for what comes next and passes it on; fails when nothing more will come. */
    abstract void hearNext() throws IOException, InterruptedException;

    /** Sends something; fails when that cannot be done any more. */
    abstract void say(T next) throws IOException, InterruptedException;

    /** To be called once, by a link that is ready. */
    final void begin() {
        hearing.start();
        saying.start();
    }

    final void toSay(T next) {
        toSay.add(next);
    }

    final void heard(JsonNode frame) {
        ear.heard(frame);
    }

    private void untilBroken(Step step) {
        try {
            while (true) {
                step.take();
            }
        } catch (IOException | InterruptedException broken) {
            drop();
        }
    }

    private void hearWhenOpen() throws IOException, InterruptedException {
        gate.pass();
        hearNext();
    }

    @Override
    public final void stall() {
        gate.open(false);
    }

    @Override
    public final void readOn() {
        gate.open(true);
    }

    /** Whatever is under way is broken off. */
    @Override
    public void drop() {
        hearing.interrupt();
        saying.interrupt();
        ear.over();
    }
}
