package parley.space.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.presence.Activity;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.TurnId;
import parley.space.actor.Subscriber.Departure;

/** What a hub understands; all of it stays on its node. */
public sealed interface HubMessage {

    /**
     * Somebody wants to follow the space. The answer and the first update that follows it fit without gap or overlap.
     *
     * @param administrator who may read any space
     * @param place where to go on; null to begin with the state
     */
    record Attach(
            Subscriber subscriber,
            boolean administrator,
            @Nullable Place place,
            CompletableFuture<Attached> answer) implements HubMessage {}

    /** A place in a space's history. */
    record Place(String epoch, long seq) {}

    record Detach(Subscriber subscriber, Departure how) implements HubMessage {}

    /** Wants the page of the log that holds the update after {@code after}. */
    record Fetch(long after, CompletableFuture<CompletableFuture<Page>> answer) implements HubMessage {}

    /** What passes in the space, or may have to be shown now. */
    sealed interface Passing extends HubMessage {}

    /** A person did something themselves. */
    record Acted(MemberId member) implements Passing {}

    /** A person is typing, or has stopped. */
    record Typed(MemberId member, boolean typing) implements Passing {}

    /** Somebody has these people on their screen. */
    record Looked(Set<MemberId> people) implements Passing {}

    /** When a person was last seen before; nothing where that is not known. */
    record Recalled(MemberId person, Optional<Instant> lastSeen) implements Passing {}

    /** An agent does something in its turn. */
    record Does(TurnId turn, Activity activity) implements Passing {}

    /** An agent has written more. */
    record DraftGrown(TurnId turn, MemberId agent, int attempt, int offset, String text) implements Passing {}

    /** Nobody works on a turn any more. */
    record Released(TurnId turn) implements Passing {}

    /** Something passes on another node. */
    record FromNode(HubNews news) implements Passing {}

    /** Another node has left. */
    record NodeGone(String node) implements Passing {}

    /** Wants to know what has been written in a turn, without following the space. */
    record FindDraft(TurnId turn, CompletableFuture<Optional<Draft>> answer) implements HubMessage {}

    /** Sent by the owner of the hubs, to one that reported to be idle. */
    record Stop() implements HubMessage {}

    record FromSpace(Watched<Space, SpaceEvent> news) implements HubMessage {}

    /**
     * What was missing has been read.
     *
     * @param history which of those that the hub has heard so far it was missing in
     */
    record Repaired(int history, List<Stored<SpaceEvent>> events) implements HubMessage {}

    record RepairAgain() implements HubMessage {}

    record Replayed(Attach attach, Place place, @Nullable List<Page> pages) implements HubMessage {}

    record PageRead(long index, boolean whole) implements HubMessage {}

    record Beat() implements HubMessage {}

    record Flush() implements Passing {}

    /** Something ends by itself now. */
    record Due() implements Passing {}

    record FannedOut() implements HubMessage {}
}
