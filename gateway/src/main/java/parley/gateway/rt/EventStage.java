package parley.gateway.rt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.net.Strand;
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

        /** Hands frames to the session; false where it has too much to send already. Fails where the stream ends. */
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
        return new Stage();
    }

    private final class Stage extends TimerGraphStageLogic implements Strand {

        private final AsyncCallback<Runnable> callback = createAsyncCallback(Runnable::run);
        private final Events events = new Events(this);

        /** A timer is known by what it does. */
        private record Due(Runnable task) {}

        Stage() {
            super(shape);
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    events.arrived();
                    events.send();
                }
            });
        }

        @Override
        public void preStart() {
            events.open();
        }

        @Override
        public void postStop() {
            over.run();
            events.end();
        }

        @Override
        public void onTimer(Object due) {
            ((Due) due).task().run();
        }

        @Override
        public void run(Runnable task) {
            callback.invoke(task);
        }

        @Override
        public void later(Duration delay, Runnable task) {
            scheduleOnce(new Due(task), delay);
        }

        boolean isAsked() {
            return isAvailable(out);
        }

        void give(ByteString bytes) {
            push(out, bytes);
        }
    }

    private final class Events extends Connection implements Speaking {

        private final Stage stage;
        private final ArrayDeque<ByteString> urgent = new ArrayDeque<>(List.of(EventText.opening()));
        private @Nullable Place told;

        Events(Stage stage) {
            super(stage, around, EventStage.this.identity, address);
            this.stage = stage;
        }

        void open() {
            begin();
            session().handle(hello);
            later(COMMENT_EVERY, this::comment);
            begun.accept(this);
        }

        @Override
        public Carrier carrier() {
            return Carrier.EVENT_STREAM;
        }

        @Override
        public Identity identity() {
            return identity;
        }

        @Override
        public CompletionStage<Boolean> say(byte[] frames) {
            var taken = new CompletableFuture<Boolean>();
            run(() -> {
                if (isClosing()) {
                    taken.completeExceptionally(Streams.notOpen());
                } else if (session().isFull()) {
                    taken.complete(false);
                } else {
                    session().receive(frames);
                    taken.complete(true);
                }
            });
            return taken;
        }

        @Override
        void farewell(Close why, Problem problem) {
            session().answers().forEach(answers -> urgent.add(EventText.event(answers, null)));
            urgent.add(EventText.bye(why, problem));
        }

        @Override
        void cut() {
            stage.completeStage();
        }

        @Override
        void send() {
            if (!stage.isAsked()) {
                return;
            }
            var first = urgent.poll();
            if (first != null) {
                stage.give(first);
            } else if (!isClosing()) {
                sendNext();
            }
            if (isClosing() && urgent.isEmpty()) {
                cut();
            }
        }

        private void sendNext() {
            var next = session().next();
            if (next != null) {
                stage.give(EventText.event(next, newPlace()));
            } else if (listened != null && !session().follows(listened)) {
                cut();
            }
        }

        /** The network has taken what was sent; who only listens cannot say so, and this is the nearest to it. */
        private void arrived() {
            if (listened == null) {
                return;
            }
            session().heard();
            if (told != null) {
                session().acknowledge(Map.of(listened, told.seq()));
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
            if (stage.isAsked()) {
                stage.give(EventText.COMMENT);
            }
            later(COMMENT_EVERY, this::comment);
        }
    }
}
