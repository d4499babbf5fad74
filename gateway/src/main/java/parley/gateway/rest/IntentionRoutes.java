package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.space.SpaceCommand;

/** {@code /v1/spaces/{space}/intentions/{key}}: what one means to do in a space, and until when. */
final class IntentionRoutes {

    /** @param until in milliseconds since 1970 */
    private record Wish(String text, Long until) {}

    private final SpaceDoor door;
    private final Answers answers;

    IntentionRoutes(SpaceDoor door, Answers answers) {
        this.door = door;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.put("/v1/spaces/{space}/intentions/{key}", Access.DECIDED_BY_SPACE, this::declare),
                Endpoint.delete("/v1/spaces/{space}/intentions/{key}", Access.DECIDED_BY_SPACE, this::resolve));
    }

    private HttpResponse declare(Call call) {
        var wish = call.body(Wish.class);
        var identity = call.identity();
        var command = new SpaceCommand.DeclareIntention(
                identity.caller(), call.path("key"), wish.text(), Instant.ofEpochMilli(wish.until()));
        return answers.ok(Done.of(door.send(call.spaceId(), command, identity)));
    }

    private HttpResponse resolve(Call call) {
        var identity = call.identity();
        var command = new SpaceCommand.ResolveIntention(identity.caller(), call.path("key"));
        return answers.ok(Done.of(door.send(call.spaceId(), command, identity)));
    }
}
