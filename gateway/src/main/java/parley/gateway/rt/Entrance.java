package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.space.SpaceId;
import parley.space.actor.Attached;
import parley.space.actor.Feed;
import parley.space.actor.HubMessage;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.ReaderHubs;
import parley.space.actor.Subscriber;
import parley.space.actor.Subscriber.Departure;

/** A reader's way into a space's hub and out of it, or into the hub of their own log. */
final class Entrance {

    /** When a hub that does not answer may be asked again. */
    static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Duration ATTACH_WITHIN = Duration.ofSeconds(15);

    private final Surroundings around;
    private final Line line;
    private final SpaceId space;
    private final Subscriber reader;
    private final boolean administrator;
    private final Duration within;
    private boolean left;

    /** Whoever has to go on elsewhere, as their hub has ended. */
    interface Heir {

        void resume(Attached.Resumed found);

        /** There is no way on from there: what they have is to be replaced, if they may have anything. */
        void reset(String reason, String epoch);
    }

    Entrance(Surroundings around, Line line, SpaceId space, Subscriber reader, boolean administrator) {
        this(around, line, space, reader, administrator, ATTACH_WITHIN);
    }

    /** @param within how long an answer may take */
    Entrance(Surroundings around, Line line, SpaceId space, Subscriber reader, boolean administrator, Duration within) {
        this.around = around;
        this.line = line;
        this.space = space;
        this.reader = reader;
        this.administrator = administrator;
        this.within = within;
    }

    /** Whether it is one's own log that is followed. */
    boolean isOwn() {
        return space.equals(ReaderHubs.ME);
    }

    /**
     * Asks for a place; the answer comes on the connection's own thread, from the hub or because it took too long, and
     * not at all to who has left meanwhile.
     */
    void attach(@Nullable Place place, Consumer<Attached> then) {
        CompletionStage<Attached> asked = isOwn()
                ? around.readerHubs().attach(reader, place)
                : around.hubs().attach(space, reader, administrator, place);
        CompletionStage<Attached> answered =
                asked.toCompletableFuture().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
        answered.whenComplete((answer, _) -> {
            if (answer == null) {
                withdraw(Departure.LEFT);
            }
            line.run(() -> {
                if (!left) {
                    then.accept(answer == null ? new Attached.Unavailable() : answer);
                }
            });
        });
    }

    /** Asks to go on from a place, until there is an answer. */
    void goOn(Place place, Heir heir) {
        attach(place, answer -> {
            switch (answer) {
                case Attached.Resumed found -> heir.resume(found);
                case Attached.Begun(var found, var _) -> heir.reset(loss(place, found), found.epoch());
                case Attached.BegunOwn(var found, var _) -> heir.reset(loss(place, found), found.epoch());
                case Attached.Refused _ -> heir.reset("membership", place.epoch());
                case Attached.Unavailable _ ->
                    line.later(AGAIN, () -> {
                        if (!left) {
                            goOn(place, heir);
                        }
                    });
            }
        });
    }

    private static String loss(Place place, Feed found) {
        return found.epoch().equals(place.epoch()) ? "retention" : "epoch";
    }

    /** The reader does something in the space. */
    void act(Frame.Act act) {
        if (act.active()) {
            around.hubs().acted(space, reader.user());
        }
        if (act.typing() != null) {
            around.hubs().typed(space, reader.user(), act.typing());
        }
    }

    /**
     * Gives the place back.
     *
     * @param feed where it has got to; null where it may still be asking
     */
    void leave(@Nullable Feed feed, Departure how) {
        left = true;
        if (feed != null) {
            feed.tell(new HubMessage.Detach(reader, how));
        } else {
            withdraw(how);
        }
    }

    /** Goes the way that the wish went, and so arrives after it. */
    private void withdraw(Departure how) {
        if (isOwn()) {
            around.readerHubs().detach(reader, how);
        } else {
            around.hubs().detach(space, reader, how);
        }
    }
}
