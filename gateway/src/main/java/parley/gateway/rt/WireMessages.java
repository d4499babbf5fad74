package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.Answer;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.MessageId;
import parley.space.MessageKind;
import parley.space.Provenance;
import parley.space.SpaceEvent.MessagePosted;

/** Messages as clients read them. */
final class WireMessages {

    private WireMessages() {}

    /** The message that an event posts, just as it was posted. */
    static void write(JsonGenerator json, long seq, MessagePosted posted) throws IOException {
        head(json, posted.id(), seq, posted.ordinal(), posted.key(), posted.at());
        body(
                json,
                posted.author(),
                posted.authorKind(),
                posted.kind(),
                posted.text(),
                posted.mentions(),
                posted.replyTo());
        origin(json, posted.provenance(), posted.answer());
        json.writeBooleanField("edited", false);
        json.writeBooleanField("deleted", false);
    }

    /** A message as it stands. */
    static void write(JsonGenerator json, Message message) throws IOException {
        head(json, message.id(), message.seq(), message.ordinal(), message.key(), message.at());
        body(
                json,
                message.author(),
                message.authorKind(),
                message.kind(),
                message.text(),
                message.mentions(),
                message.replyTo());
        origin(json, message.provenance(), message.answer());
        json.writeObjectFieldStart("reactions");
        for (var reaction : message.reactions().entrySet()) {
            Wire.ids(json, reaction.getKey(), reaction.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("rev", message.rev());
        json.writeBooleanField("edited", message.editedAt() != null);
        json.writeBooleanField("deleted", message.deleted());
    }

    static void usage(JsonGenerator json, TokenCount usage) throws IOException {
        Wire.object(json, "usage", fields -> {
            fields.writeNumberField("in", usage.in());
            fields.writeNumberField("out", usage.out());
        });
    }

    /** An amount is text, since a number in JSON may lose digits. */
    static void cost(JsonGenerator json, Cost cost) throws IOException {
        Wire.object(json, "cost", fields -> {
            fields.writeStringField("nanoUsd", Long.toString(cost.amount().nano()));
            fields.writeStringField("kind", Wire.word(cost.kind()));
        });
    }

    private static void head(JsonGenerator json, MessageId id, long seq, long ordinal, String key, Instant at)
            throws IOException {
        json.writeStringField("id", id.value());
        json.writeNumberField("seq", seq);
        json.writeNumberField("mo", ordinal);
        json.writeStringField("key", key);
        json.writeNumberField("ts", at.toEpochMilli());
    }

    private static void body(
            JsonGenerator json,
            MemberId author,
            MemberKind authorKind,
            MessageKind kind,
            String text,
            List<MemberId> mentions,
            @Nullable MessageId replyTo)
            throws IOException {
        json.writeStringField("author", author.value());
        json.writeStringField("authorKind", Wire.word(authorKind));
        json.writeStringField("kind", Wire.word(kind));
        json.writeStringField("text", text);
        Wire.ids(json, "mentions", mentions);
        Wire.id(json, "replyTo", replyTo);
    }

    private static void origin(JsonGenerator json, Provenance from, @Nullable Answer answer) throws IOException {
        Wire.id(json, "turn", from.turn());
        Wire.id(json, "root", from.root());
        Wire.id(json, "trigger", from.trigger());
        json.writeNumberField("hop", from.hop());
        if (answer == null) {
            json.writeNullField("usage");
            json.writeNullField("cost");
            return;
        }
        usage(json, answer.usage());
        cost(json, answer.cost());
        json.writeStringField("model", answer.model());
        json.writeNumberField("tookMillis", answer.tookMillis());
    }
}
