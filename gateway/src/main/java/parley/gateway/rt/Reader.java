package parley.gateway.rt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.actor.Batch;
import parley.space.actor.Feed;
import parley.space.actor.Page;

/**
 * A place in a space's feed, read frame by frame at the reader's own pace: from the ring, or from pages of the log
 * behind it.
 */
final class Reader {

    private static final Duration READ_AGAIN = Duration.ofSeconds(1);

    private final Line line;
    private final Feed feed;
    private final @Nullable MemberId without;
    private final Queue<Page> pages = new ArrayDeque<>();
    private long cursor;
    private boolean fetching;

    /**
     * @param without whose own messages to leave out; null for nobody's
     * @param backlog pages that are at hand already
     */
    Reader(Line line, Feed feed, long cursor, @Nullable MemberId without, List<Page> backlog) {
        this.line = line;
        this.feed = feed;
        this.cursor = cursor;
        this.without = without;
        pages.addAll(backlog);
    }

    /** Another one of the same feed, from a place. */
    Reader from(long after) {
        return new Reader(line, feed, after, without, List.of());
    }

    /** The last update that was read. */
    long cursor() {
        return cursor;
    }

    /** Leaves out what was read elsewhere. */
    void skipTo(long seq) {
        cursor = Math.max(cursor, seq);
    }

    /**
     * The next frame, up to {@code last} at most; null where there is none now. The line is woken when one may have
     * come.
     */
    @Nullable
    Batch next(long last) {
        if (cursor >= last) {
            return null;
        }
        var batch = fromPages(last);
        if (batch == null) {
            batch = feed.after(cursor, last, without);
        }
        if (batch == null) {
            fetch();
            return null;
        }
        cursor = batch.to();
        return batch;
    }

    private @Nullable Batch fromPages(long last) {
        for (var page = pages.peek(); page != null; page = pages.peek()) {
            var batch = page.to() > cursor ? feed.after(page, cursor, last, without) : null;
            if (batch != null) {
                return batch;
            }
            pages.remove();
        }
        return null;
    }

    private void fetch() {
        if (fetching) {
            return;
        }
        fetching = true;
        long wanted = cursor;
        feed.fetch(wanted).whenComplete((page, _) -> line.run(() -> fetched(wanted, page)));
    }

    private void fetched(long wanted, @Nullable Page page) {
        if (page == null || page.to() <= wanted) {
            line.later(READ_AGAIN, () -> fetching = false);
            return;
        }
        fetching = false;
        pages.add(page);
    }
}
