package parley.space.actor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<Subscriber> replaying = new HashSet<>();

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
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Tells those who wait that the space cannot be reached. */
    void disappoint() {
        takeWaiting().forEach(attach -> attach.answer().complete(new Attached.Unavailable()));
    }

    void withdraw(Subscriber reader) {
        waiting.removeIf(attach -> attach.subscriber().equals(reader));
        replaying.remove(reader);
    }

    /** Answers at once, or when what the reader missed has been read. */
    void decide(Attach attach, Feed feed, Space state) {
        var place = attach.place();
        if (!state.exists()) {
            attach.answer().complete(new Attached.Refused(Reason.NO_SUCH_SPACE));
        } else if (!mayRead(attach, state)) {
            attach.answer().complete(new Attached.Refused(refusal(state.settings())));
        } else if (place == null || !resumable(place, feed)) {
            admit(attach, new Attached.Begun(feed, state));
        } else if (place.seq() == feed.head() || feed.holds(place.seq() + 1)) {
            admit(attach, new Attached.Resumed(feed, place.seq(), feed.head(), state.ordinal(), List.of()));
        } else {
            replaying.add(attach.subscriber());
            pages.holding(place.seq(), feed.oldest() - 1)
                    .whenComplete((read, _) -> hub.tell(new HubMessage.Replayed(attach, place, read)));
        }
    }

    /** Answers with what was read; a reader that missed more bytes than the bound begins with the state. */
    void replayed(Attach attach, Place place, @Nullable List<Page> read, Feed feed, Space state) {
        if (!replaying.remove(attach.subscriber())) {
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

    private void admit(Attach attach, Attached answer) {
        admitted.accept(attach.subscriber());
        attach.answer().complete(answer);
    }

    private boolean resumable(Place place, Feed feed) {
        long missed = feed.head() - place.seq();
        return place.epoch().equals(feed.epoch()) && missed >= 0 && missed <= settings.replayEvents();
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
