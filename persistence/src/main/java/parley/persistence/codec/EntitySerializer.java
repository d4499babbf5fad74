package parley.persistence.codec;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage;
import parley.entity.actor.EntityMessage.Watched;
import parley.persistence.codec.PassedFormat.Parcel;

/** Gives the cluster the form of what nodes say to entities elsewhere, and of what these answer. */
public final class EntitySerializer extends SerializerWithStringManifest {

    static final int IDENTIFIER = 7101;

    private final ActorRefResolver actors;

    /** What a message looks like under way; what a kind of message has not is absent. */
    private record Form(
            @Nullable Parcel thing,
            @Nullable String actor,
            @Nullable Long seq,
            @Nullable List<Place> events) {

        static final Form EMPTY = new Form(null, null, null, null);

        static Form of(Object thing) {
            return new Form(PassedFormat.pack(thing), null, null, null);
        }

        static Form to(String actor) {
            return new Form(null, actor, null, null);
        }

        Object unpacked() {
            return PassedFormat.unpack(Objects.requireNonNull(thing));
        }
    }

    private record Place(long seq, Parcel event) {}

    /** Called by the actor system, which names this class in its settings. */
    public EntitySerializer(ExtendedActorSystem system) {
        actors = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return switch (message) {
            case EntityMessage<?, ?, ?, ?> toEntity ->
                switch (toEntity) {
                    case EntityMessage.Tell<?, ?, ?, ?> _ -> "tell";
                    case EntityMessage.Read<?, ?, ?, ?> _ -> "read";
                    case EntityMessage.Watch<?, ?, ?, ?> _ -> "watch";
                    case EntityMessage.Unwatch<?, ?, ?, ?> _ -> "unwatch";
                    case EntityMessage.Stop<?, ?, ?, ?> _ -> "stop";
                    case EntityMessage.FromJournal<?, ?, ?, ?> _,
                            EntityMessage.Proceed<?, ?, ?, ?> _,
                            EntityMessage.TellWatchers<?, ?, ?, ?> _,
                            EntityMessage.Restart<?, ?, ?, ?> _ ->
                        throw new IllegalArgumentException(message.getClass() + " stays with its entity");
                };
            case Outcome<?> outcome ->
                switch (outcome) {
                    case Outcome.Answered<?> _ -> "answered";
                    case Outcome.Overloaded<?> _ -> "overloaded";
                    case Outcome.Unavailable<?> _ -> "unavailable";
                };
            case Watched<?, ?> watched ->
                switch (watched) {
                    case Watched.Current<?, ?> _ -> "current";
                    case Watched.Committed<?, ?> _ -> "committed";
                    case Watched.Head<?, ?> _ -> "head";
                    case Watched.Stopped<?, ?> _ -> "stopped";
                };
            case Object other -> throw new IllegalArgumentException(other.getClass() + " is not for entities");
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return StoredFormat.cbor().writeValueAsBytes(form(message));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Form form(Object message) {
        return switch (message) {
            case EntityMessage.Tell<?, ?, ?, ?>(var command, var replyTo) ->
                new Form(PassedFormat.pack(Objects.requireNonNull(command)), name(replyTo), null, null);
            case EntityMessage.Read<?, ?, ?, ?>(var replyTo) -> Form.to(name(replyTo));
            case EntityMessage.Watch<?, ?, ?, ?>(var watcher) -> Form.to(name(watcher));
            case EntityMessage.Unwatch<?, ?, ?, ?>(var watcher) -> Form.to(name(watcher));
            case Outcome.Answered<?>(var reply) -> Form.of(Objects.requireNonNull(reply));
            case Watched.Current<?, ?>(var state) -> Form.of(state);
            case Watched.Head<?, ?>(var seq) -> new Form(null, null, seq, null);
            case Watched.Committed<?, ?>(var events) ->
                new Form(
                        null,
                        null,
                        null,
                        events.stream().map(EntitySerializer::place).toList());
            case Object _ -> Form.EMPTY;
        };
    }

    private static Place place(Stored<?> stored) {
        return new Place(stored.seq(), PassedFormat.pack(Objects.requireNonNull(stored.event())));
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return message(manifest, StoredFormat.cbor().readValue(bytes, Form.class));
        } catch (IOException | UncheckedIOException failure) {
            var unreadable = new NotSerializableException(manifest + " cannot be read: " + failure.getMessage());
            unreadable.initCause(failure);
            throw unreadable;
        }
    }

    private Object message(String manifest, Form form) throws IOException {
        return switch (manifest) {
            case "tell" -> new EntityMessage.Tell<>(form.unpacked(), actor(form));
            case "read" -> new EntityMessage.Read<>(actor(form));
            case "watch" -> new EntityMessage.Watch<>(actor(form));
            case "unwatch" -> new EntityMessage.Unwatch<>(actor(form));
            case "stop" -> new EntityMessage.Stop<>();
            case "answered" -> new Outcome.Answered<>(form.unpacked());
            case "overloaded" -> new Outcome.Overloaded<>();
            case "unavailable" -> new Outcome.Unavailable<>();
            case "current" -> new Watched.Current<>((EntityState) form.unpacked());
            case "head" -> new Watched.Head<>(Objects.requireNonNull(form.seq()));
            case "stopped" -> new Watched.Stopped<>();
            case "committed" ->
                new Watched.Committed<>(Objects.requireNonNull(form.events()).stream()
                        .map(place -> new Stored<>(place.seq(), PassedFormat.unpack(place.event())))
                        .toList());
            default -> throw new IOException("this version of the program knows no such message");
        };
    }

    private String name(ActorRef<?> actor) {
        return actors.toSerializationFormat(actor);
    }

    private <T> ActorRef<T> actor(Form form) {
        return actors.resolveActorRef(Objects.requireNonNull(form.actor()));
    }
}
