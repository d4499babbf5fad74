package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.client.Action;
import parley.client.ClientRules;
import parley.client.Follower;
import parley.client.Heard;
import parley.history.Client;
import parley.history.Entry;
import parley.history.Reading;

/**
 * A client of one space that keeps the rules, comes back whenever it is cut off, and remembers what it was shown.
 */
final class Member {

    private static final long BACK_AFTER_MILLIS = 100;
    private static final long ASK_AGAIN_MILLIS = 200;
    private static final int ACKNOWLEDGED_EVERY = 32;

    private final String user;
    private final String space;
    private final Transport transport;
    private final ScheduledExecutorService timers;
    private final ClientRules rules = new ClientRules();
    private final Map<Integer, CompletableFuture<JsonNode>> commands = new HashMap<>();
    private final Notebook notebook;
    private Follower follower = Follower.nothing();
    private Api api;
    private @Nullable Link link;
    private int connection;
    private int ids;
    private String epoch = "";
    private boolean following;
    private boolean gone;

    Member(String user, Api api, String space, Transport transport, ScheduledExecutorService timers) {
        this.user = user;
        this.api = api;
        this.space = space;
        this.transport = transport;
        this.timers = timers;
        notebook = new Notebook(new Client(user, transport.name()));
        connect();
    }

    String user() {
        return user;
    }

    synchronized Api api() {
        return api;
    }

    /** The server is elsewhere now. */
    synchronized void moved(Api there) {
        api = there;
    }

    /** The last place that it has applied; 0 while it has nothing. */
    synchronized long cursor() {
        return follower.begun() ? follower.cursor() : 0;
    }

    /** Completes with the answer, exceptionally where the connection was lost before. */
    synchronized CompletableFuture<JsonNode> command(String type, @Nullable String key, ObjectNode data) {
        if (link == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
        }
        var answer = new CompletableFuture<JsonNode>();
        commands.put(++ids, answer);
        var frame = Api.JSON.createObjectNode().put("op", "cmd").put("id", ids).put("space", space);
        frame.put("type", type).set("data", data);
        if (key != null) {
            frame.put("key", key);
        }
        link.send(frame.toString());
        return answer;
    }

    /** Does something to its connection, where it has one. */
    synchronized void onLink(Consumer<Link> what) {
        if (link != null) {
            what.accept(link);
        }
    }

    /** Leaves for good, and tells what it has read. */
    synchronized List<Reading> leave(boolean toTheEnd) {
        gone = true;
        notebook.end(toTheEnd);
        onLink(Link::drop);
        return notebook.readings();
    }

    private void connect() {
        Thread.startVirtualThread(() -> {
            int number;
            Api there;
            String hello;
            synchronized (this) {
                number = ++connection;
                there = api;
                hello = hello();
            }
            try {
                opened(number, transport.open(there, hello, new Ear(number)));
            } catch (Exception nobodyThere) {
                over(number);
            }
        });
    }

    private synchronized void opened(int number, Link opened) {
        if (number == connection && !gone) {
            link = opened;
        } else {
            opened.drop();
        }
    }

    private String hello() {
        return "{\"op\":\"hello\",\"v\":1,\"client\":{\"name\":\"test\",\"version\":\"1\"},\"subs\":[%s]}"
                .formatted(whence());
    }

    /** From where it wants to read. */
    private String whence() {
        return follower.begun()
                ? "{\"space\":\"%s\",\"epoch\":\"%s\",\"seq\":%d}".formatted(space, follower.epoch(), follower.cursor())
                : "{\"space\":\"%s\",\"tail\":100}".formatted(space);
    }

    private synchronized void over(int number) {
        if (number != connection) {
            return;
        }
        connection++;
        following = false;
        link = null;
        notebook.end(false);
        commands.values().forEach(command -> command.completeExceptionally(new IllegalStateException("cut off")));
        commands.clear();
        if (!gone) {
            var _ = timers.schedule(this::connect, BACK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void heard(int number, JsonNode frame) {
        if (number != connection || gone) {
            return;
        }
        switch (frame.path("op").asText()) {
            case "sub" -> subscribed(frame);
            case "snap" -> snapshot(frame);
            case "ev" -> piece(frame.path("seq").asLong(), frame.path("seq").asLong(), Entry.of(frame));
            case "skip" -> skipped(frame.path("from").asLong(), frame.path("to").asLong());
            case "live" -> hear(new Heard.Head(epoch, frame.path("seq").asLong()));
            case "lag" -> {
                hear(new Heard.Head(epoch, frame.path("head").asLong()));
                acknowledge();
            }
            case "ping" -> {
                send("{\"op\":\"pong\"}");
                hear(new Heard.Head(epoch, frame.path("heads").path(space).asLong()));
            }
            case "reset" -> {
                following = false;
                notebook.end(false);
                hear(new Heard.Reset(frame.path("epoch").asText()));
            }
            case "ok", "err" -> answered(frame);
            default -> {}
        }
    }

    private void subscribed(JsonNode frame) {
        following = true;
        epoch = frame.path("epoch").asText();
        if (frame.path("mode").asText().equals("snapshot")) {
            notebook.end(false);
            follower = rules.forget(follower).follower();
        } else {
            notebook.goOn(follower.cursor(), frame.path("head").asLong());
        }
    }

    private void snapshot(JsonNode frame) {
        frame.path("data").path("messages").forEach(notebook::stated);
        if (frame.path("part").asInt() == frame.path("of").asInt()) {
            hear(new Heard.Snapshot(epoch, frame.path("at").asLong()));
        }
    }

    private void skipped(long first, long last) {
        piece(first, last, new Entry(last, "", Api.JSON.createObjectNode()));
    }

    private void piece(long first, long last, Entry entry) {
        notebook.shown(last);
        hear(new Heard.Piece(epoch, first, last, entry));
    }

    private void answered(JsonNode frame) {
        if (frame.has("re")) {
            var command = commands.remove(frame.path("re").asInt());
            if (command != null) {
                command.complete(frame);
            }
        } else if (frame.has("space")) {
            later(ASK_AGAIN_MILLIS, () -> {
                if (!following) {
                    subscribe();
                }
            });
        }
    }

    private void hear(Heard heard) {
        var step = rules.after(follower, heard);
        follower = step.follower();
        step.actions().forEach(this::perform);
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Begin(var _, var at) -> notebook.begin(at);
            case Action.Apply(var piece) -> {
                notebook.applied((Entry) piece.content());
                if (piece.to() % ACKNOWLEDGED_EVERY == 0) {
                    acknowledge();
                }
            }
            case Action.Pull(var after, var limit) ->
                send("{\"op\":\"pull\",\"space\":\"%s\",\"after\":%d,\"limit\":%d}".formatted(space, after, limit));
            case Action.Subscribe _ -> subscribe();
            case Action.Pause(var time, var number) -> {
                if (follower.begun()) {
                    later(time.toMillis(), () -> hear(new Heard.PauseOver(epoch, number)));
                }
            }
        }
    }

    private void subscribe() {
        notebook.end(false);
        send("{\"op\":\"sub\"," + whence().substring(1));
    }

    private void acknowledge() {
        send("{\"op\":\"ack\",\"a\":{\"%s\":%d}}".formatted(space, follower.cursor()));
    }

    private void send(String frame) {
        onLink(standing -> standing.send(frame));
    }

    private void later(long millis, Runnable action) {
        int number = connection;
        var _ = timers.schedule(
                () -> {
                    synchronized (this) {
                        if (number == connection) {
                            action.run();
                        }
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** What comes over one of its connections. */
    private final class Ear implements Link.Ear {

        private final int number;

        private Ear(int number) {
            this.number = number;
        }

        @Override
        public void heard(JsonNode frame) {
            Member.this.heard(number, frame);
        }

        @Override
        public void over() {
            Member.this.over(number);
        }
    }
}
