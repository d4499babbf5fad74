package parley.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One client that follows one space over a lossy network while the space grows, and perhaps is replaced by another. */
final class LossySchedule {

    private static final int EVENTS = 150;
    private static final Duration HEADS_EVERY = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofMinutes(20);

    private final LossyNetwork network;
    private final ClientRules rules;
    private String epoch = "e1";
    private long head;
    private Follower follower = Follower.nothing();
    private String hasEpoch = "";
    private final List<Long> has = new ArrayList<>();
    private int violations;

    /** What came of it: whether the client is where the space is, and how often it broke the order of the log. */
    record Outcome(boolean stale, int violations, long duplicates) {}

    LossySchedule(LossyNetwork network, ClientRules rules) {
        this.network = network;
        this.rules = rules;
    }

    Outcome run(boolean restored) {
        perform(rules.forget(follower));
        for (int i = 0; i < EVENTS; i++) {
            network.after(Duration.ofMillis(network.random((int) BUSY.toMillis())), this::grow);
        }
        if (restored) {
            network.after(BUSY.dividedBy(2), this::restore);
        }
        announce();
        network.runUntil(END);
        boolean there = hasEpoch.equals(epoch) && !has.isEmpty() && has.getLast() == head;
        return new Outcome(!there, violations, follower.duplicates());
    }

    private void grow() {
        head++;
        push(head);
    }

    /** Another history, shorter than the one before. */
    private void restore() {
        epoch = "e2";
        head = head / 2;
        var replaced = epoch;
        network.send(() -> hear(new Heard.Reset(replaced)));
    }

    private void announce() {
        var announced = new Heard.Head(epoch, head);
        network.send(() -> hear(announced));
        network.after(HEADS_EVERY, this::announce);
    }

    private void push(long seq) {
        var piece = new Heard.Piece(epoch, seq, seq, epoch + seq);
        network.send(() -> hear(piece));
    }

    private void hear(Heard heard) {
        perform(rules.after(follower, heard));
    }

    private void perform(ClientRules.Step step) {
        follower = step.follower();
        step.actions().forEach(this::perform);
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Begin(var begun, var at) -> {
                hasEpoch = begun;
                has.clear();
                has.add(at);
            }
            case Action.Apply(var piece) -> apply(piece);
            case Action.Pull(var after, var limit) -> {
                var asked = follower.epoch();
                network.send(() -> pulled(asked, after, limit));
            }
            case Action.Subscribe _ ->
                network.send(() -> {
                    var state = new Heard.Snapshot(epoch, head);
                    network.send(() -> hear(state));
                });
            case Action.Pause(var time, var number) ->
                network.after(time, () -> hear(new Heard.PauseOver(follower.epoch(), number)));
        }
    }

    private void pulled(String asked, long after, long limit) {
        if (!asked.equals(epoch)) {
            var replaced = epoch;
            network.send(() -> hear(new Heard.Reset(replaced)));
            return;
        }
        for (long seq = after + 1; seq <= Math.min(head, after + limit); seq++) {
            push(seq);
        }
    }

    private void apply(Heard.Piece piece) {
        boolean next = piece.from() == has.getLast() + 1 && piece.content().equals(hasEpoch + piece.from());
        violations += next ? 0 : 1;
        has.add(piece.to());
    }
}
