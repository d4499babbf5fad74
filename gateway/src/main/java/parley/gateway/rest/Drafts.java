package parley.gateway.rest;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.Attached;
import parley.space.actor.SpaceHubs;
import parley.space.actor.Subscriber;

/** What agents are writing at this moment. */
@FunctionalInterface
public interface Drafts {

    /** The draft of a turn; nothing where the turn is over, or nothing has been written. */
    CompletionStage<Optional<Draft>> find(SpaceId space, TurnId turn, MemberId reader);

    /** Drafts as the hubs of this node keep them. */
    static Drafts of(SpaceHubs hubs) {
        return (space, turn, reader) -> {
            var glance = new Glance(reader);
            return hubs.attach(space, glance, true, null).thenApply(attached -> {
                hubs.detach(space, glance);
                return attached instanceof Attached.Begun(var feed, var _)
                        ? Optional.ofNullable(feed.ephemeral().drafts().get(turn))
                        : Optional.empty();
            });
        };
    }

    /** Looks once and is gone; a class, since hubs tell subscribers apart by identity. */
    final class Glance implements Subscriber {
        private final MemberId reader;

        private Glance(MemberId reader) {
            this.reader = reader;
        }

        @Override
        public MemberId user() {
            return reader;
        }

        @Override
        public boolean wake() {
            return false;
        }

        @Override
        public void end(long last, Ending why) {}
    }
}
