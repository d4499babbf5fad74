package parley.gateway.rt;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** What is to be sent to a client, in its order: answers before events, and events before what passes. */
final class Outbox {

    /** Answers that may wait to be sent before the client is no longer read. */
    private static final int ANSWERS_MAX = 512;

    private static final ByteString LINE_FEED = ByteString.fromString("\n");

    private final Lines answers = new Lines();
    private final Subscriptions subscriptions;

    Outbox(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    void add(byte[] answer) {
        answers.add(answer);
    }

    /** Whether so many answers wait to be sent that nothing more should be asked. */
    boolean isFull() {
        return answers.size() > ANSWERS_MAX;
    }

    /** What to send next; null where there is nothing now. Answers and the events that follow them go together. */
    @Nullable
    ByteString next() {
        var said = answers.next();
        if (answers.size() > 0) {
            return said;
        }
        var next = join(said, subscriptions.nextEvents());
        if (next == null) {
            next = answers.next(); // where there were no events, a subscription may have had something else to say
        }
        return next == null ? subscriptions.nextPassing() : next;
    }

    /** Every answer that waits to be sent. */
    List<ByteString> answers() {
        return Stream.generate(answers::next).takeWhile(Objects::nonNull).toList();
    }

    private static @Nullable ByteString join(@Nullable ByteString first, @Nullable ByteString then) {
        if (first == null || then == null) {
            return first == null ? then : first;
        }
        return first.concat(LINE_FEED).concat(then);
    }
}
