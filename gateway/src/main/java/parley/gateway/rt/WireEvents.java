package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.entity.Stored;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.IntentionDeclared;
import parley.space.SpaceEvent.IntentionEvent;
import parley.space.SpaceEvent.IntentionExpired;
import parley.space.SpaceEvent.IntentionResolved;
import parley.space.SpaceEvent.IntentionUpdated;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;
import parley.space.SpaceEvent.RoleChanged;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.SpaceArchived;
import parley.space.SpaceEvent.SpaceChanged;
import parley.space.SpaceEvent.SpaceCreated;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnEvent;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;
import parley.space.SpaceId;
import parley.space.SpaceSettings;
import parley.space.actor.Update;
import parley.space.actor.UpdateEncoder;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnPolicy;
import parley.space.view.Actors;

/** Events as clients read them: one line each, {@code op} first and the envelope before {@code data}. */
public final class WireEvents implements UpdateEncoder {

    private static final String SYSTEM = "system";

    @Override
    public Update encode(SpaceId space, Stored<SpaceEvent> stored) {
        long seq = stored.seq();
        return switch (stored.event()) {
            case RootMinted _ -> skip(space, seq);
            case MessagePosted posted ->
                new Update(
                        seq, posted.author(), line(space, seq, posted, json -> WireMessages.write(json, seq, posted)));
            case SpaceEvent event -> new Update(seq, null, line(space, seq, event, json -> data(json, event)));
        };
    }

    @Override
    public Update skip(SpaceId space, long seq) {
        return new Update(seq, null, Wire.line(json -> {
            json.writeStringField("op", "skip");
            json.writeStringField("space", space.value());
            json.writeNumberField("from", seq);
            json.writeNumberField("to", seq);
        }));
    }

    /** The settings of a space, into the object that tells of it. */
    static void settings(JsonGenerator json, SpaceSettings settings) throws IOException {
        json.writeStringField("name", settings.name());
        json.writeStringField("title", settings.title());
        json.writeStringField("topic", settings.topic());
        json.writeBooleanField("private", settings.hidden());
        Wire.object(json, "policy", policy -> policy(policy, settings.floor()));
    }

    private static void policy(JsonGenerator json, FloorSettings floor) throws IOException {
        json.writeStringField(
                "name",
                switch (floor.policy()) {
                    case TurnPolicy.Quiet _ -> "quiet";
                    case TurnPolicy.Mention _ -> "mention";
                    case TurnPolicy.HandOver _ -> "hand-over";
                });
        json.writeNumberField("turnsPerRoot", floor.turnsPerRoot());
        json.writeNumberField("hops", floor.hops());
    }

    private static byte[] line(SpaceId space, long seq, SpaceEvent event, Wire.Fields data) {
        return Wire.line(json -> {
            json.writeStringField("op", "ev");
            json.writeStringField("space", space.value());
            json.writeNumberField("seq", seq);
            json.writeNumberField("ts", event.at().toEpochMilli());
            json.writeStringField("type", type(event));
            json.writeStringField("actor", actor(event));
            json.writeStringField("causedBy", cause(event));
            json.writeNumberField("hop", hop(event));
            Wire.object(json, "data", data);
        });
    }

    private static String type(SpaceEvent event) {
        return switch (event) {
            case SpaceCreated _ -> "space.created";
            case SpaceChanged _ -> "space.updated";
            case SpaceArchived _ -> "space.archived";
            case MemberJoined _ -> "member.joined";
            case MemberLeft _ -> "member.left";
            case RoleChanged _ -> "member.role";
            case MessagePosted _ -> "message.created";
            case MessageEdited _ -> "message.edited";
            case MessageDeleted _ -> "message.deleted";
            case ReactionSet _ -> "reaction.set";
            case ReactionUnset _ -> "reaction.unset";
            case RootMinted _ -> "root.minted";
            case TurnGranted _ -> "turn.granted";
            case TurnDenied _ -> "turn.denied";
            case TurnPassed _ -> "turn.passed";
            case TurnFailed _ -> "turn.failed";
            case TurnCancelled _ -> "turn.cancelled";
            case TurnSuperseded _ -> "turn.superseded";
            case TurnSettled _ -> "turn.settled";
            case IntentionDeclared _ -> "intention.declared";
            case IntentionUpdated _ -> "intention.updated";
            case IntentionResolved _ -> "intention.resolved";
            case IntentionExpired _ -> "intention.expired";
        };
    }

    private static String actor(SpaceEvent event) {
        var actor = Actors.of(event);
        return actor == null ? SYSTEM : actor.value();
    }

    /** The message, turn or key that the event follows from; for what somebody simply did, who it was. */
    private static String cause(SpaceEvent event) {
        return switch (event) {
            case MessagePosted posted -> {
                var turn = posted.provenance().turn();
                yield turn == null ? posted.key() : turn.value();
            }
            case RootMinted minted -> minted.key();
            case TurnGranted granted -> granted.trigger().value();
            case TurnDenied denied -> denied.trigger().value();
            case TurnPassed passed -> passed.turn().value();
            case TurnFailed failed -> failed.turn().value();
            case TurnSuperseded superseded -> superseded.by().value();
            case TurnSettled settled -> settled.turn().value();
            case SpaceCreated _,
                    SpaceChanged _,
                    SpaceArchived _,
                    MemberJoined _,
                    MemberLeft _,
                    RoleChanged _,
                    MessageEdited _,
                    MessageDeleted _,
                    ReactionSet _,
                    ReactionUnset _,
                    TurnCancelled _,
                    IntentionResolved _ -> actor(event);
            case IntentionDeclared declared -> declared.key();
            case IntentionUpdated updated -> updated.key();
            case IntentionExpired expired -> expired.key();
        };
    }

    private static int hop(SpaceEvent event) {
        return switch (event) {
            case MessagePosted posted -> posted.provenance().hop();
            case TurnGranted granted -> granted.hop();
            case TurnDenied _, TurnPassed _, TurnFailed _, TurnCancelled _, TurnSuperseded _, TurnSettled _ -> 0;
            case SpaceCreated _, SpaceChanged _, SpaceArchived _, MemberJoined _, MemberLeft _, RoleChanged _ -> 0;
            case MessageEdited _, MessageDeleted _, ReactionSet _, ReactionUnset _, RootMinted _ -> 0;
            case IntentionEvent _ -> 0;
        };
    }

    private static void data(JsonGenerator json, SpaceEvent event) throws IOException {
        switch (event) {
            case SpaceCreated(var epoch, var settings, var _, var _) -> {
                json.writeStringField("epoch", epoch);
                settings(json, settings);
            }
            case SpaceChanged(var settings, var _, var _) -> settings(json, settings);
            case SpaceArchived _ -> {}
            case MemberJoined joined -> {
                Wire.id(json, "id", joined.member());
                json.writeStringField("kind", Wire.word(joined.kind()));
                json.writeStringField("name", joined.name());
                json.writeStringField("role", Wire.word(joined.role()));
                json.writeNumberField("joinedAt", joined.at().toEpochMilli());
            }
            case MemberLeft(var member, var _, var _) -> Wire.id(json, "id", member);
            case RoleChanged(var member, var role, var _, var _) -> {
                Wire.id(json, "id", member);
                json.writeStringField("role", Wire.word(role));
            }
            case MessagePosted _, RootMinted _ -> {}
            case MessageEdited edited -> {
                Wire.id(json, "id", edited.id());
                json.writeNumberField("rev", edited.rev());
                json.writeStringField("text", edited.text());
                Wire.ids(json, "mentions", edited.mentions());
            }
            case MessageDeleted deleted -> Wire.id(json, "id", deleted.id());
            case ReactionSet(var id, var emoji, var by, var _) -> reaction(json, id, emoji, by);
            case ReactionUnset(var id, var emoji, var by, var _) -> reaction(json, id, emoji, by);
            case TurnEvent turn -> WireTurns.data(json, turn);
            case IntentionDeclared(var member, var key, var text, var until, var _) ->
                intention(json, member, key, text, until);
            case IntentionUpdated(var member, var key, var text, var until, var _) ->
                intention(json, member, key, text, until);
            case IntentionResolved(var member, var key, var _) -> intention(json, member, key);
            case IntentionExpired(var member, var key, var _) -> intention(json, member, key);
        }
    }

    /** What a member means to do, into an object that tells of it. */
    static void intention(JsonGenerator json, MemberId member, String key, String text, Instant until)
            throws IOException {
        intention(json, member, key);
        json.writeStringField("text", text);
        json.writeNumberField("until", until.toEpochMilli());
    }

    private static void intention(JsonGenerator json, MemberId member, String key) throws IOException {
        Wire.id(json, "member", member);
        json.writeStringField("key", key);
    }

    private static void reaction(JsonGenerator json, MessageId id, String emoji, @Nullable MemberId by)
            throws IOException {
        Wire.id(json, "id", id);
        json.writeStringField("emoji", emoji);
        Wire.id(json, "by", by);
    }
}
