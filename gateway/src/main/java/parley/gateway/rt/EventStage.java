package parley.gateway.rt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** A connection over server-sent events. What its client says comes by requests of its own, if it can send any. */
final class EventStage extends GraphStage<SourceShape<ByteString>> {

    private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

    private final Outlet<ByteString> out = Outlet.create("events.out");
    private final SourceShape<ByteString> shape = SourceShape.of(out);
    private final Surroundings around;
    private final Identity identity;
    private final String address;
    private final Frame.Hello hello;
    private final @Nullable SpaceId listened;
    private final Consumer<Speaking> begun;
    private final Runnable over;

    /** A client that says what it wants over requests of its own. */
    interface Speaking {

        Identity identity();

        /** Hands frames to the session; false where it has too much to send already. */
        CompletionStage<Boolean> say(byte[] frames);
    }

    private EventStage(
            Surroundings around,
            Identity identity,
            String address,
            Frame.Hello hello,
            @Nullable SpaceId listened,
            Consumer<Speaking> begun,
            Runnable over) {
        this.around = around;
        this.identity = identity;
        this.address = address;
        this.hello = hello;
        this.listened = listened;
        this.begun = begun;
        this.over = over;
    }

    /** For a client that can only listen, to one space: the stream ends when there is nothing more to be heard of it. */
    static EventStage listening(Surroundings around, Identity identity, String address, Frame.Wish wish) {
        var hello = new Frame.Hello(Session.VERSION, Frame.Visitor.UNKNOWN, List.of(wish));
        return new EventStage(around, identity, address, hello, wish.space(), _ -> {}, () -> {});
    }

    /**
     * For a client that speaks.
     *
     * @param begun told when it may
     * @param over told when it may no more
     */
    static EventStage speaking(
            Surroundings around,
            Identity identity,
            String address,
            Frame.Hello hello,
            Consumer<Speaking> begun,
            Runnable over) {
        return new EventStage(around, identity, address, hello, null, begun, over);
    }

    @Override
    public SourceShape<ByteString> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Events();
    }

    private final class Events extends Connection implements Speaking {

        private @Nullable ByteString urgent = EventText.opening();
        private @Nullable Place told;

        Events() {
            super(shape, around, EventStage.this.identity, address);
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    arrived();
                    send();
                }
            });
        }

        @Override
        public void preStart() {
            super.preStart();
            session().handle(hello);
            later(COMMENT_EVERY, this::comment);
            begun.accept(this);
        }

        @Override
        public void postStop() {
            over.run();
            super.postStop();
        }

        @Override
        public Identity identity() {
            return identity;
        }

        @Override
        public CompletionStage<Boolean> say(byte[] frames) {
            var taken = new CompletableFuture<Boolean>();
            run(() -> {
                boolean room = !session().isFull();
                if (room && !isClosing()) {
                    session().receive(frames);
                }
                taken.complete(room);
            });
            return taken;
        }

        @Override
        void farewell(Close why, Problem problem) {
            urgent = EventText.bye(why, problem);
        }

        @Override
        void send() {
            if (!isAvailable(out)) {
                return;
            }
            if (urgent != null) {
                push(out, urgent);
                urgent = null;
            } else if (!isClosing()) {
                sendNext();
                return;
            }
            if (isClosing()) {
                completeStage();
            }
        }

        private void sendNext() {
            var next = session().next();
            if (next != null) {
                push(out, EventText.event(next, newPlace()));
            } else if (listened != null && !session().follows(listened)) {
                completeStage();
            }
        }

        /** The network has taken what was sent; who only listens cannot say so, and this is the nearest to it. */
        private void arrived() {
            if (listened == null) {
                return;
            }
            session().heard();
            if (told != null) {
                session().handle(new Frame.Acknowledge(Map.of(listened, told.seq())));
            }
        }

        private @Nullable Place newPlace() {
            var place = listened == null ? null : session().reached(listened);
            if (place == null || place.equals(told)) {
                return null;
            }
            told = place;
            return place;
        }

        private void comment() {
            if (isAvailable(out)) {
                push(out, EventText.COMMENT);
            }
            later(COMMENT_EVERY, this::comment);
        }
    }
}
