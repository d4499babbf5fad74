package parley.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.UpdateEncoder;
import parley.space.view.SpaceLog;

/** {@code /v1/spaces/{space}/events} and {@code …/snapshot}: the log of a space and what it has come to. */
final class LogRoutes {
    private static final int PAGE = 100;
    private static final int PAGE_MAX = 500;
    private static final int WAIT_SECONDS_MAX = 30;

    /** Nothing is ever removed from the front of a log. */
    private static final long FLOOR = 1;

    /**
     * A stretch of the log: every sequence number of it is either an event or within a skip.
     *
     * @param floor the oldest event that can be read
     * @param head the newest
     */
    private record Stretch(String epoch, long floor, long head, List<JsonNode> events, List<Skip> skips) {}

    private record Skip(long from, long to) {}

    private record Snapshot(String epoch, long seq, SnapshotView data) {}

    private final SpaceLog log;
    private final UpdateEncoder encoder;
    private final EventStreams streams;
    private final SpaceDoor door;
    private final Json json;
    private final Answers answers;

    LogRoutes(SpaceLog log, UpdateEncoder encoder, EventStreams streams, SpaceDoor door, Json json, Answers answers) {
        this.log = log;
        this.encoder = encoder;
        this.streams = streams;
        this.door = door;
        this.json = json;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/spaces/{space}/events", Access.MEMBER, this::events),
                Endpoint.get("/v1/spaces/{space}/snapshot", Access.MEMBER, this::snapshot));
    }

    private HttpResponse events(Call call) {
        var after = call.number("after", 0, Long.MAX_VALUE, 0);
        var limit = call.limit(PAGE, PAGE_MAX);
        var stored = read(call, after, limit);
        var events = new ArrayList<JsonNode>();
        var skips = new ArrayList<Skip>();
        for (var event : stored) {
            var line = line(encoder.encode(call.spaceId(), event).toString());
            if (line.path("op").asText().equals("skip")) {
                skip(skips, event.seq());
            } else {
                events.add(line);
            }
        }
        var last = stored.isEmpty() ? after : stored.getLast().seq();
        var head = call.space().seq();
        var stretch = new Stretch(call.space().epoch(), FLOOR, head, events, skips);
        return Answers.linked(call, answers.ok(stretch), last < head && !stored.isEmpty() ? "after=" + last : "");
    }

    /** What follows a place; where that is nothing yet, what follows within the time that the client waits. */
    private List<Stored<SpaceEvent>> read(Call call, long after, int limit) {
        var wait = Duration.ofSeconds(call.number("wait", 0, WAIT_SECONDS_MAX, 0));
        var stored = readChecked(call, after, limit);
        if (!stored.isEmpty() || wait.isZero()) {
            return stored;
        }
        var place = new Place(call.space().epoch(), after);
        call.awaitLong(
                streams.await(call.identity(), call.address().getHostAddress(), call.spaceId(), place, wait), wait);
        call.checked(door.member(call.spaceId(), call.identity()));
        return readChecked(call, after, limit);
    }

    /** As far as the caller is known to be a member: the log may have gone on, and put them out, since that was checked. */
    private List<Stored<SpaceEvent>> readChecked(Call call, long after, int limit) {
        long checked = call.space().seq();
        return Call.await(log.read(call.spaceId(), after, limit)).stream()
                .takeWhile(event -> event.seq() <= checked)
                .toList();
    }

    private JsonNode line(String encoded) {
        try {
            return json.mapper().readTree(encoded);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Skips in a row are one. */
    private static void skip(List<Skip> skips, long seq) {
        if (!skips.isEmpty() && skips.getLast().to() == seq - 1) {
            skips.add(new Skip(skips.removeLast().from(), seq));
            return;
        }
        skips.add(new Skip(seq, seq));
    }

    private HttpResponse snapshot(Call call) {
        var space = call.space();
        var tag = "\"" + space.epoch() + "." + space.seq() + "\"";
        var unchanged =
                call.header("If-None-Match").filter(it -> it.contains(tag)).isPresent();
        var answer = unchanged
                ? HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED)
                : answers.ok(new Snapshot(space.epoch(), space.seq(), view(call.spaceId(), call)));
        return answer.addHeader(RawHeader.create("ETag", tag))
                .addHeader(RawHeader.create("Cache-Control", "private, no-cache"));
    }

    private static SnapshotView view(SpaceId id, Call call) {
        return SnapshotView.of(SpaceView.of(id, call.space(), call.identity()), call.space());
    }
}
