package parley.space.actor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A log in pages, each read once however many readers want it, and the latest of them remembered. Only its hub
 * uses it.
 */
final class LogPages {

    /** Events in a page. */
    static final int SIZE = 128;

    /** Bytes of remembered pages at most, unless a single page is larger. */
    static final long REMEMBERED_BYTES = 1024L * 1024;

    private final Source source;
    private final Consumer<HubMessage.PageRead> report;
    private final LinkedHashMap<Long, CompletableFuture<Page>> pages = new LinkedHashMap<>(16, 0.75f, true);

    /** Where the log is read from. */
    interface Source {

        /** The updates after {@code after}, at most {@code limit}; empty at the end of the log. */
        CompletionStage<List<Update>> read(long after, int limit);
    }

    /** @param report takes word of each page read to {@link #read} on the hub's thread */
    LogPages(Source source, Consumer<HubMessage.PageRead> report) {
        this.source = source;
        this.report = report;
    }

    /** The page that holds the update after {@code after}. */
    CompletableFuture<Page> holding(long after) {
        return pages.computeIfAbsent(after / SIZE, this::start);
    }

    /** The pages that hold everything after {@code after} up to {@code to}. */
    CompletionStage<List<Page>> holding(long after, long to) {
        var wanted = new ArrayList<CompletableFuture<Page>>();
        for (long index = after / SIZE; index * SIZE < to; index++) {
            wanted.add(holding(index * SIZE));
        }
        return CompletableFuture.allOf(wanted.toArray(CompletableFuture[]::new))
                .thenApply(
                        _ -> wanted.stream().map(CompletableFuture::resultNow).toList());
    }

    /** Another log takes the place of this one. */
    void forget() {
        pages.clear();
    }

    /** Forgets a page that may still grow, and the longest unused ones beyond the bound. */
    void read(HubMessage.PageRead page) {
        if (!page.whole()) {
            pages.remove(page.index());
        }
        var remembered = pages.values().iterator();
        long excess = pages.values().stream().mapToLong(LogPages::size).sum() - REMEMBERED_BYTES;
        while (excess > 0 && pages.size() > 1) {
            excess -= size(remembered.next());
            remembered.remove();
        }
    }

    private CompletableFuture<Page> start(long index) {
        return CompletableFuture.completedFuture(index * SIZE)
                .thenCompose(after -> source.read(after, SIZE))
                .thenApply(updates -> new Page(index * SIZE + 1, updates))
                .whenComplete((page, _) ->
                        report.accept(new HubMessage.PageRead(index, page != null && page.to() == (index + 1) * SIZE)));
    }

    private static long size(CompletableFuture<Page> page) {
        return page.isDone() && !page.isCompletedExceptionally()
                ? page.resultNow().size()
                : 0;
    }
}
