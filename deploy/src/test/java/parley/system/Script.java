package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import parley.history.Marked;

/** What one member of a space does: at random, but the same for the same seed as far as the others let them. */
final class Script implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long ANSWER_SECONDS = 30;
    private static final List<String> EMOJI = List.of("👍", "🎉");

    private final Member member;
    private final Room room;
    private final Random random;
    private final int steps;
    private final boolean stranger;
    private final List<String> own = new ArrayList<>();
    private boolean outside;

    Script(Member member, Room room, long seed, int steps, boolean stranger) {
        this.member = member;
        this.room = room;
        this.random = new Random(seed);
        this.steps = steps;
        this.stranger = stranger;
    }

    @Override
    public void run() {
        try {
            for (int step = 0; step < steps; step++) {
                step(step);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(int number) throws InterruptedException {
        if (outside && !stranger && random.nextBoolean()) {
            join();
        }
        switch (random.nextInt(20)) {
            case 0, 1 -> edit("edited " + number);
            case 2 -> ofOwn().ifPresent(id -> change("message.delete", "message.deleted", id, object("id", id)));
            case 3, 4, 5 -> react(random.nextBoolean());
            case 6, 7 -> read();
            case 8 -> leave();
            default -> send("message " + number);
        }
    }

    /** Sends until there is an answer: the key makes that safe. */
    private void send(String text) throws InterruptedException {
        var key = Ulid.next();
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var answer = ask("message.send", key, object("text", text));
            if (answer.isPresent()
                    && !answer.get().path("problem").path("retryable").asBoolean()) {
                room.answered(member.user(), "message.created", key, answer.get());
                if (answer.get().has("id")) {
                    own.add(answer.get().path("id").asText());
                }
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("%s got no answer within %s".formatted(member.user(), PATIENCE));
    }

    private void edit(String text) {
        ofOwn().ifPresent(id ->
                change("message.edit", "message.edited", id, object("id", id).put("text", text)));
    }

    private void react(boolean on) {
        if (!room.messages().isEmpty()) {
            var id = room.messages().get(random.nextInt(room.messages().size()));
            var what = on ? "reaction.set" : "reaction.unset";
            change(what, what, id, object("id", id).put("emoji", EMOJI.get(random.nextInt(EMOJI.size()))));
        }
    }

    private void change(String command, String event, String id, ObjectNode data) {
        try {
            ask(command, null, data).ifPresent(answer -> room.answered(member.user(), event, id, answer));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        long upTo = member.cursor();
        if (upTo > 0) {
            var answer = ask("read.set", null, Api.JSON.createObjectNode().put("upTo", upTo));
            boolean done =
                    answer.isPresent() && answer.get().path("op").asText().equals("ok");
            boolean refused = answer.isPresent() && !done;
            if (!refused) {
                room.marked().add(new Marked(member.user(), upTo, done));
            }
        }
    }

    private void leave() throws InterruptedException {
        onMembers("DELETE", "/" + member.user(), null);
        outside = true;
    }

    private void join() throws InterruptedException {
        onMembers("POST", "", Map.of("id", member.user()));
        outside = false;
    }

    private void onMembers(String method, String path, @Nullable Object body) throws InterruptedException {
        try {
            member.api().call(method, "/v1/spaces/%s/members%s".formatted(room.space(), path), body);
        } catch (IOException serverIsGone) {
            // whatever was done of it is in the log
        }
    }

    /** The answer to a command; empty where none came. */
    private Optional<JsonNode> ask(String type, @Nullable String key, ObjectNode data) throws InterruptedException {
        try {
            var answer = member.command(type, key, data).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            outside |= answer.path("problem").path("code").asText().equals("not_a_member");
            return Optional.of(answer);
        } catch (ExecutionException | TimeoutException unknown) {
            return Optional.empty();
        }
    }

    private Optional<String> ofOwn() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(random.nextInt(own.size())));
    }

    private static ObjectNode object(String field, String value) {
        return Api.JSON.createObjectNode().put(field, value);
    }
}
