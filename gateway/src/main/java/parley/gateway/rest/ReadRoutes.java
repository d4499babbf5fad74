package parley.gateway.rest;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.gateway.access.ProblemCode;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderReply;
import parley.space.reader.Readers;

/** {@code /v1/spaces/{space}/read}: how far one has read; it only ever moves forward. */
final class ReadRoutes {

    private record Marker(Long upTo) {}

    private final Readers readers;
    private final Answers answers;

    ReadRoutes(Readers readers, Answers answers) {
        this.readers = readers;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/spaces/{space}/read", Access.MEMBER, this::show),
                Endpoint.put("/v1/spaces/{space}/read", Access.MEMBER, this::move));
    }

    private HttpResponse show(Call call) {
        var reader = Call.answered(readers.read(call.identity().user()));
        return answers.ok(new Marker(reader.readUpTo(call.spaceId())));
    }

    private HttpResponse move(Call call) {
        var upTo = call.body(Marker.class).upTo();
        var head = call.space().seq();
        if (upTo < 1 || upTo > head) {
            throw Refusal.at("/upTo", "a sequence number from 1 to " + head + " is allowed");
        }
        var command = new ReaderCommand.MarkRead(call.spaceId(), upTo);
        return switch (Call.answered(readers.send(call.identity().user(), command))) {
            case ReaderReply.Marked marked -> answers.ok(new Marker(marked.upTo()));
            case ReaderReply.Known known -> throw new IllegalStateException("a marker is answered with " + known);
            case ReaderReply.Refused refused -> throw Refusal.of(ProblemCode.INVALID, refused.detail());
        };
    }
}
