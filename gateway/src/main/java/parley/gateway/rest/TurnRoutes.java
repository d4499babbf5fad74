package parley.gateway.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.gateway.access.ProblemCode;
import parley.presence.Draft;
import parley.space.SpaceCommand;
import parley.space.TurnId;

/** {@code /v1/spaces/{space}/turns/{turn}}: stopping an agent, and reading what it is writing. */
final class TurnRoutes {

    /** A draft from an offset on, in UTF-16 units. */
    private record DraftView(
            String turn, String agent, @JsonProperty("try") int attempt, int offset, String text) {}

    private final SpaceDoor door;
    private final Drafts drafts;
    private final Answers answers;

    TurnRoutes(SpaceDoor door, Drafts drafts, Answers answers) {
        this.door = door;
        this.drafts = drafts;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/spaces/{space}/turns/{turn}/cancel", Access.DECIDED_BY_SPACE, this::cancel),
                Endpoint.get("/v1/spaces/{space}/turns/{turn}/draft", Access.MEMBER, this::draft));
    }

    private HttpResponse cancel(Call call) {
        var identity = call.identity();
        var command = new SpaceCommand.CancelTurn(new TurnId(call.path("turn")), identity.caller());
        return answers.ok(Done.of(door.send(call.spaceId(), command, identity)));
    }

    private HttpResponse draft(Call call) {
        var turn = new TurnId(call.path("turn"));
        var from = (int) call.number("from", 0, Draft.TEXT_MAX, 0);
        var draft = Call.await(drafts.find(call.spaceId(), turn))
                .orElseThrow(() -> Refusal.of(
                        ProblemCode.NO_SUCH_TURN,
                        "no agent is writing under this turn; its message may be there already"));
        var start = Math.min(from, draft.text().length());
        return answers.ok(new DraftView(
                turn.value(),
                draft.agent().value(),
                draft.attempt(),
                start,
                draft.text().substring(start)));
    }
}
