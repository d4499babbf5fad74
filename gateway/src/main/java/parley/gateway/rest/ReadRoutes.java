package parley.gateway.rest;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.ProblemCode;
import parley.space.SpaceId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderCommand.ClearDraft;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.MarkUnread;
import parley.space.reader.ReaderCommand.Mute;
import parley.space.reader.ReaderCommand.SetDraft;
import parley.space.reader.ReaderCommand.Unmute;
import parley.space.reader.ReaderReply;
import parley.space.reader.Readers;

/** What one keeps of a space for oneself: how far it is read, what one is about to say there, and whether it is muted. */
final class ReadRoutes {

    private record Wish(Long upTo, @Nullable Long rev) {}

    private record Draft(String text) {}

    private record Marked(long upTo, long rev) {
        static Marked of(Reader.Marker marker) {
            return new Marked(marker.upTo(), marker.revision());
        }
    }

    private record Kept(long upTo, long rev, @Nullable String draft, boolean muted) {
        static Kept of(SpaceId space, Reader reader) {
            var marker = reader.marker(space);
            return new Kept(
                    marker.upTo(),
                    marker.revision(),
                    reader.drafts().get(space),
                    reader.muted().contains(space));
        }
    }

    private final Readers readers;
    private final Answers answers;

    ReadRoutes(Readers readers, Answers answers) {
        this.readers = readers;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/spaces/{space}/read", Access.MEMBER, this::show),
                Endpoint.put("/v1/spaces/{space}/read", Access.MEMBER, this::mark),
                Endpoint.put("/v1/spaces/{space}/unread", Access.MEMBER, this::unmark),
                Endpoint.put("/v1/spaces/{space}/draft", Access.MEMBER, this::draft),
                Endpoint.delete(
                        "/v1/spaces/{space}/draft", Access.MEMBER, call -> keep(call, new ClearDraft(call.spaceId()))),
                Endpoint.put("/v1/spaces/{space}/mute", Access.MEMBER, call -> keep(call, new Mute(call.spaceId()))),
                Endpoint.delete(
                        "/v1/spaces/{space}/mute", Access.MEMBER, call -> keep(call, new Unmute(call.spaceId()))));
    }

    private HttpResponse show(Call call) {
        return answers.ok(Kept.of(
                call.spaceId(), Call.answered(readers.read(call.identity().user()))));
    }

    private HttpResponse mark(Call call) {
        var wish = call.body(Wish.class);
        var head = call.space().seq();
        if (wish.upTo() < 1 || wish.upTo() > head) {
            throw Refusal.at("/upTo", "a sequence number from 1 to " + head + " is allowed");
        }
        return answers.ok(Marked.of(send(call, new MarkRead(call.spaceId(), wish.upTo(), wish.rev()))
                .marker()));
    }

    private HttpResponse unmark(Call call) {
        var wish = call.body(Wish.class);
        return answers.ok(Marked.of(send(call, new MarkUnread(call.spaceId(), wish.upTo(), wish.rev()))
                .marker()));
    }

    private HttpResponse draft(Call call) {
        return keep(call, new SetDraft(call.spaceId(), call.body(Draft.class).text()));
    }

    private HttpResponse keep(Call call, ReaderCommand command) {
        send(call, command);
        return Answers.done();
    }

    private ReaderReply.Kept send(Call call, ReaderCommand command) {
        return switch (Call.answered(readers.send(call.identity().user(), command))) {
            case ReaderReply.Kept kept -> kept;
            case ReaderReply.Refused refused -> throw Refusal.of(ProblemCode.INVALID, refused.detail());
        };
    }
}
