package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceCommand;
import parley.space.TurnId;
import parley.space.reader.ReaderCommand;

/** Turns the commands of clients into commands for spaces. */
final class Commands {

    private static final String KNOWN =
            "message.send, message.edit, message.delete, reaction.set, reaction.unset, turn.cancel, intention.declare, "
                    + "intention.update, intention.resolve, read.set, read.unset, "
                    + "draft.set, draft.clear, space.mute and space.unmute";

    private final LimitSettings.Frames limits;

    Commands(LimitSettings.Frames limits) {
        this.limits = limits;
    }

    /** What a command means, or what is wrong with it. */
    sealed interface Reading {

        record Meant(SpaceCommand command) implements Reading {}

        /** Something that somebody keeps for themselves. */
        record Own(ReaderCommand command) implements Reading {}

        record Wrong(Problem problem) implements Reading {}
    }

    Reading read(Frame.Command frame, Caller by) {
        var data = new Data(frame.envelope());
        var own = own(frame, data);
        if (own != null) {
            return data.problem == null ? new Reading.Own(own) : new Reading.Wrong(data.problem);
        }
        SpaceCommand command = switch (frame.type()) {
            case "message.send" ->
                new SpaceCommand.Post(
                        by,
                        data.present("key", frame.key()),
                        data.body(limits),
                        data.mentions(),
                        data.optional("replyTo") == null ? null : new MessageId(data.text("replyTo")),
                        data.number("ifSeq"));
            case "message.edit" ->
                new SpaceCommand.Edit(
                        by, new MessageId(data.text("id")), data.body(limits), data.mentions(), data.revision());
            case "message.delete" -> new SpaceCommand.Delete(by, new MessageId(data.text("id")));
            case "reaction.set" -> new SpaceCommand.React(by, new MessageId(data.text("id")), data.text("emoji"), true);
            case "reaction.unset" ->
                new SpaceCommand.React(by, new MessageId(data.text("id")), data.text("emoji"), false);
            case "intention.declare" ->
                new SpaceCommand.DeclareIntention(by, data.text("key"), data.text("text"), data.time("until"));
            case "intention.update" ->
                new SpaceCommand.UpdateIntention(by, data.text("key"), data.text("text"), data.time("until"));
            case "intention.resolve" -> new SpaceCommand.ResolveIntention(by, data.text("key"));
            case "turn.cancel" -> new SpaceCommand.CancelTurn(new TurnId(data.text("turn")), by);
            default -> null;
        };
        if (command == null) {
            return new Reading.Wrong(Problem.of(ProblemCode.UNKNOWN_COMMAND, "known are " + KNOWN));
        }
        return data.problem == null ? new Reading.Meant(command) : new Reading.Wrong(data.problem);
    }

    private static @Nullable ReaderCommand own(Frame.Command frame, Data data) {
        var space = frame.space();
        return switch (frame.type()) {
            case "read.set" -> new ReaderCommand.MarkRead(space, data.required("upTo"), data.number("rev"));
            case "read.unset" -> new ReaderCommand.MarkUnread(space, data.required("upTo"), data.number("rev"));
            case "draft.set" -> new ReaderCommand.SetDraft(space, data.text("text"));
            case "draft.clear" -> new ReaderCommand.ClearDraft(space);
            case "space.mute" -> new ReaderCommand.Mute(space);
            case "space.unmute" -> new ReaderCommand.Unmute(space);
            default -> null;
        };
    }

    /** The fields of one command; remembers the first that is wrong. */
    private static final class Data {

        private final JsonNode envelope;
        private final JsonNode data;
        private @Nullable Problem problem;

        Data(JsonNode envelope) {
            this.envelope = envelope;
            data = envelope.path("data");
        }

        String present(String name, @Nullable String value) {
            if (value == null) {
                wrong(ProblemCode.INVALID, "/" + name, "\"%s\" is missing or not a string".formatted(name));
            }
            return value == null ? "" : value;
        }

        String text(String name) {
            var value = data.path(name).textValue();
            if (value == null) {
                wrong(ProblemCode.INVALID, "/data/" + name, "\"%s\" is missing or not a string".formatted(name));
            }
            return value == null ? "" : value;
        }

        String body(LimitSettings.Frames limits) {
            var text = text("text");
            limits.tooLong(text, "/data/text").ifPresent(this::wrong);
            return text;
        }

        @Nullable
        String optional(String name) {
            return data.hasNonNull(name) ? text(name) : null;
        }

        List<MemberId> mentions() {
            var mentions = new ArrayList<MemberId>();
            if (!data.hasNonNull("mentions")) {
                return mentions;
            }
            boolean strings = data.get("mentions").isArray();
            for (var mention : data.get("mentions")) {
                strings &= mention.isTextual();
                mentions.add(new MemberId(mention.asText()));
            }
            if (!strings) {
                wrong(ProblemCode.INVALID, "/data/mentions", "\"mentions\" is an array of member ids");
            }
            return mentions;
        }

        /** A whole number beside the data or in it; null where there is none. */
        @Nullable
        Long number(String name) {
            var value = envelope.hasNonNull(name) ? envelope.get(name) : data.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                wrong(ProblemCode.INVALID, "/" + name, "\"%s\" is not a whole number".formatted(name));
            }
            return value.longValue();
        }

        long required(String name) {
            var value = number(name);
            if (value == null) {
                wrong(ProblemCode.INVALID, "/data/" + name, "\"%s\" is missing or not a whole number".formatted(name));
            }
            return value == null ? 0 : value;
        }

        /** A time in milliseconds since 1970. */
        Instant time(String name) {
            return Instant.ofEpochMilli(required(name));
        }

        @Nullable
        Integer revision() {
            var revision = number("ifRev");
            return revision == null ? null : (Integer) Math.clamp(revision, 0, Integer.MAX_VALUE);
        }

        private void wrong(ProblemCode code, String pointer, String detail) {
            wrong(Problem.of(code, detail).at(pointer));
        }

        private void wrong(Problem found) {
            if (problem == null) {
                problem = found;
            }
        }
    }
}
