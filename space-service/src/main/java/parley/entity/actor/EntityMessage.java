package parley.entity.actor;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.Stored;

/** What an entity's actor understands. */
public sealed interface EntityMessage<S extends EntityState, C, E, R>
        permits EntityMessage.Request,
                EntityMessage.Unwatch,
                EntityMessage.Stop,
                EntityMessage.FromJournal,
                EntityMessage.Proceed,
                EntityMessage.TellWatchers,
                EntityMessage.Restart {

    /** What waits for its turn, and is answered in the order in which it came. */
    sealed interface Request<S extends EntityState, C, E, R> extends EntityMessage<S, C, E, R> {}

    /** A command, decided and stored before it is answered. */
    record Tell<S extends EntityState, C, E, R>(C command, ActorRef<Outcome<R>> replyTo)
            implements Request<S, C, E, R> {}

    /** Asks for the state as stored. */
    record Read<S extends EntityState, C, E, R>(ActorRef<Outcome<S>> replyTo) implements Request<S, C, E, R> {}

    /**
     * Asks to hear every event from now on. The first answer is {@link Watched.Current}; the same watcher again hears {@link Watched.Head},
     * which also keeps the entity awake. A watcher that stops is forgotten.
     */
    record Watch<S extends EntityState, C, E, R>(ActorRef<Watched<S, E>> watcher) implements Request<S, C, E, R> {}

    /** Ends a watch. */
    record Unwatch<S extends EntityState, C, E, R>(ActorRef<Watched<S, E>> watcher)
            implements EntityMessage<S, C, E, R> {}

    /** Ends the actor once what it has accepted is answered. */
    record Stop<S extends EntityState, C, E, R>() implements EntityMessage<S, C, E, R> {}

    /** What the entity's journal has done. */
    record FromJournal<S extends EntityState, C, E, R>(JournalReport<S, E, R> report)
            implements EntityMessage<S, C, E, R> {}

    /** What arrived together with the first of the commands that wait has been heard as well. */
    record Proceed<S extends EntityState, C, E, R>() implements EntityMessage<S, C, E, R> {}

    /** Watchers have waited long enough for a commit that follows on another. */
    record TellWatchers<S extends EntityState, C, E, R>() implements EntityMessage<S, C, E, R> {}

    /** The pause after a failure is over. */
    record Restart<S extends EntityState, C, E, R>() implements EntityMessage<S, C, E, R> {}

    /** What a watcher hears; at most once each, so a gap is possible and shows in the sequence numbers. */
    sealed interface Watched<S extends EntityState, E> {

        /** The state at the moment the watch began; events follow from {@code state.seq() + 1}. */
        record Current<S extends EntityState, E>(S state) implements Watched<S, E> {}

        /** Events just stored, contiguous, oldest first. */
        record Committed<S extends EntityState, E>(List<Stored<E>> events) implements Watched<S, E> {}

        /** How far the log has got. */
        record Head<S extends EntityState, E>(long seq) implements Watched<S, E> {}

        /** The entity stops where it is, and starts again, perhaps on another node, for whoever renews the watch. */
        record Stopped<S extends EntityState, E>() implements Watched<S, E> {}
    }
}
