package parley.space.actor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import parley.space.Reason;
import parley.space.Space;
import parley.space.SpaceSettings;
import parley.space.actor.HubMessage.Attach;
import parley.space.actor.HubMessage.Place;

/**
 * Who wants to follow a space, and how each of them begins: where they were, if that is near enough, else with the
 * state.
 */
final class Admissions {

    /** Readers that may wait for a space that does not answer yet. */
    private static final int WAITING_MAX = 10_000;

    private final LogPages pages;
    private final HubSettings settings;
    private final ActorRef<HubMessage> hub;
    private final Consumer<Subscriber> admitted;
    private final List<Attach> waiting = new ArrayList<>();
    private final Map<Subscriber, Attach> replaying = new HashMap<>();
    private final Map<Subscriber, Attach> ahead = new HashMap<>();

    /** @param admitted told of each reader before its answer */
    Admissions(LogPages pages, HubSettings settings, ActorRef<HubMessage> hub, Consumer<Subscriber> admitted) {
        this.pages = pages;
        this.settings = settings;
        this.hub = hub;
        this.admitted = admitted;
    }

    /** Keeps somebody until the state is known. */
    void await(Attach attach) {
        if (waiting.size() < WAITING_MAX) {
            waiting.add(attach);
        } else {
            attach.answer().complete(new Attached.Unavailable());
        }
    }

    /** Those who waited. */
    List<Attach> takeWaiting() {
        var all = new ArrayList<>(waiting);
        all.addAll(ahead.values());
        waiting.clear();
        ahead.clear();
        return all;
    }

    /** Tells those who wait that the space cannot be reached. */
    void disappoint() {
        waiting.addAll(replaying.values());
        replaying.clear();
        takeWaiting().forEach(attach -> attach.answer().complete(new Attached.Unavailable()));
    }

    /** Whether somebody has read further than this hub has got, so that the space should be asked how far it is. */
    boolean anyAhead() {
        return !ahead.isEmpty();
    }

    /** The space is so far; who claims to be further has read another history. */
    void announced(long seq, Feed feed, Space state) {
        for (var attach : List.copyOf(ahead.values())) {
            if (attach.place() == null || attach.place().seq() > seq) {
                ahead.remove(attach.subscriber());
                admit(attach, new Attached.Begun(feed, state));
            }
        }
    }

    /** This hub has got further. */
    void reached(Feed feed, Space state) {
        for (var attach : List.copyOf(ahead.values())) {
            if (attach.place() == null || attach.place().seq() <= feed.head()) {
                ahead.remove(attach.subscriber());
                decide(attach, feed, state);
            }
        }
    }

    void withdraw(Subscriber reader) {
        waiting.removeIf(attach -> attach.subscriber().equals(reader));
        replaying.remove(reader);
        ahead.remove(reader);
    }

    /** Answers at once, or when what the reader missed has been read. */
    void decide(Attach attach, Feed feed, Space state) {
        var place = attach.place();
        if (!state.exists()) {
            attach.answer().complete(new Attached.Refused(Reason.NO_SUCH_SPACE));
        } else if (!mayRead(attach, state)) {
            attach.answer().complete(new Attached.Refused(refusal(state.settings())));
        } else if (place != null && isAhead(place, feed)) {
            ahead.put(attach.subscriber(), attach);
        } else if (place == null || !resumable(place, feed)) {
            admit(attach, new Attached.Begun(feed, state));
        } else if (place.seq() == feed.head() || feed.holds(place.seq() + 1)) {
            admit(attach, new Attached.Resumed(feed, place.seq(), feed.head(), state.ordinal(), List.of()));
        } else {
            replaying.put(attach.subscriber(), attach);
            pages.holding(place.seq(), feed.oldest() - 1)
                    .whenComplete((read, _) -> hub.tell(new HubMessage.Replayed(attach, place, read)));
        }
    }

    /** Answers with what was read; a reader that missed more bytes than the bound begins with the state. */
    void replayed(Attach attach, Place place, @Nullable List<Page> read, Feed feed, Space state) {
        if (replaying.remove(attach.subscriber()) == null) {
            return;
        }
        if (read == null) {
            attach.answer().complete(new Attached.Unavailable());
        } else if (!mayRead(attach, state) || !resumable(place, feed)) {
            decide(attach, feed, state);
        } else if (read.stream().mapToLong(page -> page.sizeAfter(place.seq())).sum() > settings.replayBytes()) {
            admit(attach, new Attached.Begun(feed, state));
        } else {
            admit(attach, new Attached.Resumed(feed, place.seq(), feed.head(), state.ordinal(), read));
        }
    }

    /** Whoever does not wait any more would never leave again. */
    private void admit(Attach attach, Attached answer) {
        if (!attach.answer().isDone()) {
            admitted.accept(attach.subscriber());
            attach.answer().complete(answer);
        }
    }

    private boolean resumable(Place place, Feed feed) {
        return place.epoch().equals(feed.epoch()) && feed.head() - place.seq() <= settings.replayEvents();
    }

    private static boolean isAhead(Place place, Feed feed) {
        return place.epoch().equals(feed.epoch()) && place.seq() > feed.head();
    }

    /** Nobody learns of a hidden space by asking for it. */
    private static Reason refusal(SpaceSettings settings) {
        return settings.hidden() ? Reason.NO_SUCH_SPACE : Reason.NOT_A_MEMBER;
    }

    private static boolean mayRead(Attach attach, Space state) {
        return attach.administrator()
                || state.members().containsKey(attach.subscriber().user());
    }
}
