package parley.space.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.SpaceId;

/**
 * What the readers of a space on one node share: a ring of its latest updates. One hub writes; any number of readers
 * copy from it at
 * their own pace, each from its own place, without a lock.
 */
public final class Feed {

    private final SpaceId space;
    private final String epoch;
    private final ActorRef<HubMessage> hub;
    private final HubSettings settings;
    private final UpdateEncoder encoder;
    private final FanOut fanOut;
    private final AtomicReferenceArray<@Nullable Update> ring;
    private final Batches batches = new Batches();
    private final Memo memo = new Memo();
    private volatile long head;
    private volatile Ephemeral ephemeral;
    private long oldest;
    private long bytes;

    Feed(
            SpaceId space,
            String epoch,
            long head,
            Ephemeral ephemeral,
            ActorRef<HubMessage> hub,
            HubSettings settings,
            UpdateEncoder encoder,
            FanOut fanOut) {
        this.space = space;
        this.epoch = epoch;
        this.hub = hub;
        this.settings = settings;
        this.encoder = encoder;
        this.fanOut = fanOut;
        this.head = head;
        this.ephemeral = ephemeral;
        oldest = head + 1;
        ring = new AtomicReferenceArray<>(settings.ringEvents());
    }

    public SpaceId space() {
        return space;
    }

    public String epoch() {
        return epoch;
    }

    /** The newest update. */
    public long head() {
        return head;
    }

    /** Drafts, presence and typing as they stand. */
    public Ephemeral ephemeral() {
        return ephemeral;
    }

    /** Encodings worth sharing with the other readers. */
    public Memo memo() {
        return memo;
    }

    /**
     * The frame after a place, up to {@code last} at most; null where the ring no longer holds it.
     *
     * @param without whose own messages to leave out; null for nobody's
     */
    public @Nullable Batch after(long after, long last, @Nullable MemberId without) {
        long until = Math.min(last, head);
        if (without == null) {
            return batches.shared(this::update, after, until);
        }
        return Batches.join(seq -> leftOut(update(seq), without), after, until);
    }

    /** The same from a page of the log. */
    public @Nullable Batch after(Page page, long after, long last, @Nullable MemberId without) {
        if (without == null) {
            return page.after(after, last);
        }
        return Batches.join(seq -> leftOut(page.update(seq), without), after, Math.min(last, page.to()));
    }

    /** Reads back the part of the log that holds the update after {@code after}; fails where the log cannot be read. */
    public CompletionStage<Page> fetch(long after) {
        var answer = new CompletableFuture<CompletableFuture<Page>>();
        hub.tell(new HubMessage.Fetch(after, answer));
        return answer.thenCompose(page -> page);
    }

    /** A reader that was woken has looked for what is new. */
    public void looked() {
        fanOut.looked();
    }

    /** Tells the hub of this space. */
    public void tell(HubMessage message) {
        hub.tell(message);
    }

    boolean holds(long seq) {
        return seq >= oldest && seq <= head;
    }

    long oldest() {
        return oldest;
    }

    /** Adds an update that readers see from the next {@link #publish}. */
    void append(Update update) {
        while (update.seq() - oldest >= settings.ringEvents()
                || (bytes + update.size() > settings.ringBytes() && oldest < update.seq())) {
            forgetOldest();
        }
        ring.set(slot(update.seq()), update);
        bytes += update.size();
    }

    void publish(long newHead) {
        head = newHead;
    }

    void publish(Ephemeral changed) {
        ephemeral = changed;
    }

    private void forgetOldest() {
        var gone = ring.getAndSet(slot(oldest), null);
        bytes -= gone == null ? 0 : gone.size();
        oldest++;
    }

    private @Nullable Update update(long seq) {
        var update = ring.get(slot(seq));
        return update != null && update.seq() == seq ? update : null;
    }

    private @Nullable Update leftOut(@Nullable Update update, MemberId without) {
        return update != null && without.equals(update.author()) ? encoder.skip(space, update.seq()) : update;
    }

    private int slot(long seq) {
        return (int) (seq % settings.ringEvents());
    }
}
