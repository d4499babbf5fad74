package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.space.SpaceId;
import parley.space.actor.ReaderHubs;

/** The fields of a frame, each of the type that it must have. */
final class Fields {

    private static final Pattern SPACE = Pattern.compile("sp_[A-Za-z0-9_-]{1,61}");

    /** Characters of a name that this server gives and clients repeat. */
    static final int NAME_MAX = 64;

    private Fields() {}

    /** A field of a frame is missing or of another kind; the message says what is allowed. */
    static final class Wrong extends Exception {

        Wrong(String allowed) {
            super(allowed, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A space, or one's own log. */
    static SpaceId followed(JsonNode frame) throws Wrong {
        return ReaderHubs.ME.value().equals(frame.path("space").textValue()) ? ReaderHubs.ME : space(frame);
    }

    static SpaceId space(JsonNode frame) throws Wrong {
        var id = text(frame, "space");
        if (!SPACE.matcher(id).matches()) {
            throw new Wrong("\"space\" is sp_ and up to 61 letters, digits, - or _");
        }
        return new SpaceId(id);
    }

    static String text(JsonNode frame, String name) throws Wrong {
        var value = frame.path(name);
        if (!value.isTextual()) {
            throw new Wrong("\"%s\" is missing or not a string".formatted(name));
        }
        return value.textValue();
    }

    static @Nullable String name(JsonNode frame, String name, int max) throws Wrong {
        if (!frame.hasNonNull(name)) {
            return null;
        }
        var value = text(frame, name);
        if (value.isEmpty() || value.length() > max) {
            throw new Wrong("\"%s\" has 1 to %d characters".formatted(name, max));
        }
        return value;
    }

    /** A name that this server has given; clients have none that is longer. */
    static String given(String name, String what) throws Wrong {
        if (name.length() > NAME_MAX) {
            throw new Wrong("%s has at most %d characters".formatted(what, NAME_MAX));
        }
        return name;
    }

    static boolean flag(JsonNode frame, String name, boolean otherwise) throws Wrong {
        var value = frame.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new Wrong("\"%s\" is true or false".formatted(name));
        }
        return value.booleanValue();
    }

    static JsonNode list(JsonNode frame, String name, String what) throws Wrong {
        var value = frame.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new Wrong("\"%s\" is a list of %s".formatted(name, what));
        }
        return value;
    }

    static long natural(JsonNode frame, String name) throws Wrong {
        long value = number(frame, name);
        if (value < 0) {
            throw new Wrong("\"%s\" is not negative".formatted(name));
        }
        return value;
    }

    static long number(JsonNode frame, String name) throws Wrong {
        var value = frame.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Wrong("\"%s\" is missing or not a whole number".formatted(name));
        }
        return value.longValue();
    }
}
