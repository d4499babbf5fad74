package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import parley.agent.run.RunBrief;

/** One attempt's text on its way to the {@link DraftSink}: the first piece at once, then what has gathered, at most every {@link #EVERY}. */
final class Draft {

    static final Duration EVERY = Duration.ofMillis(40);

    private final DraftSink sink;
    private final RunBrief brief;
    private final int attempt;
    private final Timing timing;
    private final StringBuilder gathered = new StringBuilder();
    private int sent;
    private Instant lastSent = Instant.EPOCH;
    private boolean scheduled;
    private boolean over;

    Draft(DraftSink sink, RunBrief brief, int attempt, Timing timing) {
        this.sink = sink;
        this.brief = brief;
        this.attempt = attempt;
        this.timing = timing;
    }

    synchronized void append(String text) {
        if (over || text.isEmpty()) {
            return;
        }
        gathered.append(text);
        if (scheduled) {
            return;
        }
        var wait = Duration.between(timing.instant(), lastSent.plus(EVERY));
        if (wait.isPositive()) {
            scheduled = true;
            var _ = timing.after(wait, this::due);
            return;
        }
        send();
    }

    /** Sends the rest; what comes later is dropped. */
    synchronized void end() {
        send();
        over = true;
    }

    private synchronized void due() {
        scheduled = false;
        send();
    }

    private void send() {
        if (over || gathered.isEmpty()) {
            return;
        }
        sink.append(brief.space(), brief.turn(), brief.agent(), attempt, sent, gathered.toString());
        sent += gathered.length();
        gathered.setLength(0);
        lastSent = timing.instant();
    }
}
