package parley.history;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.history.Finding.Anomaly;

/**
 * Decides from a history alone whether a space kept its promises: what was acknowledged is there once, all members see
 * the same in the same order without a gap, nobody else sees anything, and what is unread is counted right.
 */
public final class HistoryChecker {

    private final History history;
    private final List<Finding> findings = new ArrayList<>();

    private HistoryChecker(History history) {
        this.history = history;
    }

    /** Every promise that was not kept. */
    public static List<Finding> check(History history) {
        var checker = new HistoryChecker(history);
        checker.checkLog();
        history.acknowledged().forEach(checker::checkAcknowledged);
        history.readings().forEach(checker::checkReading);
        history.clients().forEach(checker::checkContinuity);
        history.told().forEach(checker::checkTold);
        return List.copyOf(checker.findings);
    }

    private void checkLog() {
        var keys = new HashSet<String>();
        long expected = 1;
        for (var entry : history.log()) {
            require(
                    entry.seq() == expected,
                    Anomaly.GAP,
                    "the log goes on with %s after %d".formatted(entry, expected - 1));
            expected = entry.seq() + 1;
            if (entry.type().equals("message.created")) {
                require(
                        keys.add(entry.text("key")),
                        Anomaly.DOUBLED,
                        "the log has twice what %s says".formatted(entry));
            }
        }
    }

    private void checkAcknowledged(Acknowledged command) {
        if (!command.changed()) {
            require(command.seq() <= history.head(), Anomaly.LOST, "%s is beyond the log".formatted(command));
            return;
        }
        var entry = entry(command.seq());
        var subject = entry.text(command.what().equals("message.created") ? "key" : "id");
        require(
                entry.type().equals(command.what()) && subject.equals(command.subject()),
                Anomaly.LOST,
                "%s was acknowledged; %s is in its place".formatted(command, entry));
    }

    private void checkReading(Reading reading) {
        long cursor = reading.from();
        for (var entry : reading.applied()) {
            checkStep(reading, cursor, entry);
            cursor = entry.seq();
        }
        if (reading.toTheEnd()) {
            require(
                    cursor == history.head(),
                    Anomaly.STALE,
                    "%s stopped at %d of %d".formatted(reading.client(), cursor, history.head()));
        }
        checkState(reading);
        checkMembership(reading);
    }

    private void checkStep(Reading reading, long cursor, Entry entry) {
        require(
                entry.seq() <= cursor + 1,
                Anomaly.GAP,
                "%s applied %s after %d".formatted(reading.client(), entry, cursor));
        require(entry.seq() != cursor, Anomaly.DOUBLED, "%s applied %s twice".formatted(reading.client(), entry));
        require(
                entry.seq() >= cursor,
                Anomaly.REORDERED,
                "%s applied %s after %d".formatted(reading.client(), entry, cursor));
        require(
                entry.equals(entry(entry.seq())),
                Anomaly.DIVERGED,
                "%s was told %s, others %s".formatted(reading.client(), entry, entry(entry.seq())));
    }

    /** A state is the last messages, each as all that was done to it has left it. */
    private void checkState(Reading reading) {
        if (reading.state() == null) {
            return;
        }
        var known = MessageState.after(history.log(), reading.from());
        var expected = known.keySet().stream()
                .skip(Math.max(0, known.size() - Reading.STATE_MESSAGES))
                .toList();
        var told = reading.state().stream()
                .map(message -> message.path("id").asText())
                .toList();
        require(
                told.equals(expected),
                Anomaly.LOST,
                "%s began at %d with %s instead of %s".formatted(reading.client(), reading.from(), told, expected));
        for (var message : reading.state()) {
            var state = MessageState.of(message);
            var is = Optional.ofNullable(known.get(message.path("id").asText()));
            require(
                    is.filter(state::equals).isPresent(),
                    Anomaly.DIVERGED,
                    "%s began at %d with %s, which was %s".formatted(reading.client(), reading.from(), state, is));
        }
    }

    /** Whoever reads is a member where they are let in, and the last that they see is that they are none any more. */
    private void checkMembership(Reading reading) {
        boolean member = false;
        for (var entry : history.log()) {
            if (entry.seq() > reading.admittedAt() && !member) {
                break;
            }
            member = memberAfter(member, reading.user(), entry);
            if (entry.seq() == reading.admittedAt()) {
                require(
                        member,
                        Anomaly.LEAKED,
                        "%s was let in at %d, no member".formatted(reading.user(), entry.seq()));
            }
            if (!member && entry.seq() > reading.admittedAt()) {
                require(
                        reading.furthest() <= entry.seq(),
                        Anomaly.LEAKED,
                        "%s, who left at %d, was shown %d".formatted(reading.user(), entry.seq(), reading.furthest()));
            }
        }
    }

    private static boolean memberAfter(boolean before, String user, Entry entry) {
        if (!entry.text("id").equals(user)) {
            return before;
        }
        return switch (entry.type()) {
            case "member.joined" -> true;
            case "member.left" -> false;
            default -> before;
        };
    }

    /** One reading goes on where the one before ended, unless it begins anew with a state that is no older. */
    private void checkContinuity(Client client) {
        long reached = 0;
        boolean toTheEnd = false;
        for (var reading : history.readings()) {
            if (reading.client().equals(client)) {
                checkBeginning(reading, reached);
                reached = Math.max(reached, reading.end());
                toTheEnd |= reading.toTheEnd();
            }
        }
        require(
                toTheEnd || !History.membersAfter(history.log()).contains(client.user()),
                Anomaly.STALE,
                "%s was there in the end, and not reading".formatted(client));
    }

    private void checkBeginning(Reading reading, long reached) {
        require(
                reading.from() >= reached,
                Anomaly.REORDERED,
                "%s had read up to %d and went on from %d".formatted(reading.client(), reached, reading.from()));
        require(
                reading.from() <= reached || reading.state() != null,
                Anomaly.GAP,
                "%s had read up to %d and went on from %d".formatted(reading.client(), reached, reading.from()));
    }

    private void checkTold(Told told) {
        long least = 0;
        Set<Long> possible = new HashSet<>(Set.of(0L));
        for (var marked : history.marked()) {
            if (marked.user().equals(told.user())) {
                possible.add(marked.upTo());
                least = marked.acknowledged() ? Math.max(least, marked.upTo()) : least;
            }
        }
        require(
                told.readUpTo() >= least && possible.contains(told.readUpTo()),
                Anomaly.MISCOUNTED,
                "%s, who marked at least %d".formatted(told, least));
        long unread = unread(history.log(), told.user(), told.readUpTo());
        require(told.unread() == unread, Anomaly.MISCOUNTED, "%s, where %d are unread".formatted(told, unread));
    }

    /** How many messages of others somebody has not read since they joined or marked the space read. */
    public static long unread(List<Entry> log, String user, long readUpTo) {
        long since = readUpTo;
        long unread = 0;
        for (var entry : log) {
            boolean joins =
                    entry.type().equals("member.joined") && entry.text("id").equals(user);
            since = joins ? Math.max(since, entry.seq()) : since;
            unread = joins && since == entry.seq() ? 0 : unread;
            boolean ofAnother = entry.type().equals("message.created")
                    && !entry.text("author").equals(user);
            unread += ofAnother && entry.seq() > since ? 1 : 0;
        }
        return unread;
    }

    private Entry entry(long seq) {
        boolean there = seq >= 1 && seq <= history.log().size();
        return there ? history.log().get((int) seq - 1) : new Entry(seq, "nothing", MissingNode.getInstance());
    }

    private void require(boolean kept, Anomaly otherwise, String detail) {
        if (!kept) {
            findings.add(new Finding(otherwise, detail));
        }
    }
}
