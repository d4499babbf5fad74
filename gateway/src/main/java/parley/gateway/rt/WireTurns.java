package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.presence.Draft;
import parley.space.OpenTurn;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnEvent;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;

/** Turns as clients read them. */
final class WireTurns {

    private WireTurns() {}

    /** What an event tells of a turn. */
    static void data(JsonGenerator json, TurnEvent event) throws IOException {
        switch (event) {
            case TurnGranted granted -> granted(json, granted);
            case TurnDenied denied -> {
                Wire.id(json, "agent", denied.agent());
                Wire.id(json, "root", denied.root());
                Wire.id(json, "trigger", denied.trigger());
                json.writeStringField("reason", Wire.word(denied.denial()));
            }
            case TurnPassed(var turn, var usage, var cost, var _) -> {
                Wire.id(json, "turn", turn);
                WireMessages.usage(json, usage);
                WireMessages.cost(json, cost);
            }
            case TurnFailed failed -> {
                Wire.id(json, "turn", failed.turn());
                json.writeStringField("reason", Wire.word(failed.failure()));
                json.writeStringField("detail", failed.detail());
                json.writeStringField("partial", failed.partial());
                WireMessages.usage(json, failed.usage());
                WireMessages.cost(json, failed.cost());
            }
            case TurnCancelled(var turn, var by, var _) -> {
                Wire.id(json, "turn", turn);
                Wire.id(json, "by", by);
            }
            case TurnSuperseded(var turn, var by, var _) -> {
                Wire.id(json, "turn", turn);
                Wire.id(json, "by", by);
            }
            case TurnSettled(var turn, var usage, var cost, var partial, var _) -> {
                Wire.id(json, "turn", turn);
                json.writeStringField("partial", partial);
                WireMessages.usage(json, usage);
                WireMessages.cost(json, cost);
            }
        }
    }

    /** A turn that goes on, and what its agent has written so far. */
    static void open(JsonGenerator json, OpenTurn turn, @Nullable Draft draft) throws IOException {
        Wire.id(json, "turn", turn.id());
        Wire.id(json, "agent", turn.agent());
        Wire.id(json, "root", turn.root());
        Wire.id(json, "trigger", turn.trigger());
        json.writeNumberField("hop", turn.hop());
        json.writeNumberField("since", turn.grantedAt().toEpochMilli());
        json.writeNumberField("expiresAt", turn.expiresAt().toEpochMilli());
        if (draft != null) {
            json.writeNumberField("try", draft.attempt());
            json.writeStringField("text", draft.text());
        }
    }

    private static void granted(JsonGenerator json, TurnGranted granted) throws IOException {
        Wire.id(json, "turn", granted.turn());
        Wire.id(json, "agent", granted.agent());
        Wire.id(json, "trigger", granted.trigger());
        Wire.id(json, "root", granted.root());
        json.writeNumberField("hop", granted.hop());
        json.writeNumberField("left", granted.left());
        json.writeNumberField("expiresAt", granted.expiresAt().toEpochMilli());
    }
}
