package parley.gateway.rt;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.space.SpaceId;
import parley.space.SpaceReply.Accepted;
import parley.space.actor.Batch;
import parley.space.reader.ReaderReply.Kept;

/** The control frames of a connection. */
final class WireReplies {

    private WireReplies() {}

    static byte[] welcome(String connection, Instant now, Identity identity, LimitSettings limits) {
        return Wire.line(json -> {
            json.writeStringField("op", "welcome");
            json.writeStringField("sid", connection);
            json.writeNumberField("now", now.toEpochMilli());
            Wire.id(json, "user", identity.user());
            Wire.object(json, "hb", heartbeat -> {
                heartbeat.writeNumberField("everyMs", Heartbeat.PING_EVERY.toMillis());
                heartbeat.writeNumberField("timeoutMs", Heartbeat.PONG_WITHIN.toMillis());
            });
            var expiry = identity.expiresAt();
            Wire.object(json, "auth", auth -> {
                if (expiry == null) {
                    auth.writeNullField("expiresAt");
                } else {
                    auth.writeNumberField("expiresAt", expiry.toEpochMilli());
                }
            });
            Wire.object(json, "limits", fields -> {
                fields.writeNumberField("frame", limits.frames().bytes());
                fields.writeNumberField("batch", Batch.UPDATES_MAX);
                fields.writeNumberField("subs", limits.sockets().subscriptions());
                fields.writeNumberField("inflight", limits.sockets().window());
                fields.writeNumberField("text", limits.frames().text());
            });
        });
    }

    /** A subscription goes on after {@code after}. */
    static byte[] resumed(SpaceId space, String epoch, long after, long head, long ordinal) {
        return Wire.line(json -> {
            json.writeStringField("op", "sub");
            json.writeStringField("space", space.value());
            json.writeStringField("mode", after == head ? "current" : "delta");
            json.writeStringField("epoch", epoch);
            if (after < head) {
                json.writeNumberField("from", after + 1);
                json.writeNumberField("to", head);
            }
            json.writeNumberField("head", head);
            json.writeNumberField("mo", ordinal);
        });
    }

    /** A subscription begins with a snapshot in so many parts. */
    static byte[] begun(SpaceId space, String epoch, long head, long ordinal, int parts) {
        return Wire.line(json -> {
            json.writeStringField("op", "sub");
            json.writeStringField("space", space.value());
            json.writeStringField("mode", "snapshot");
            json.writeStringField("epoch", epoch);
            json.writeNumberField("head", head);
            json.writeNumberField("mo", ordinal);
            json.writeNumberField("parts", parts);
        });
    }

    static byte[] live(SpaceId space, long seq) {
        return Wire.line(json -> {
            json.writeStringField("op", "live");
            json.writeStringField("space", space.value());
            json.writeNumberField("seq", seq);
        });
    }

    static byte[] lag(SpaceId space, long cursor, long head) {
        return Wire.line(json -> {
            json.writeStringField("op", "lag");
            json.writeStringField("space", space.value());
            json.writeNumberField("cursor", cursor);
            json.writeNumberField("head", head);
        });
    }

    /** @param epoch the name of the history that the space has now */
    static byte[] reset(SpaceId space, String reason, String epoch) {
        return Wire.line(json -> {
            json.writeStringField("op", "reset");
            json.writeStringField("space", space.value());
            json.writeStringField("reason", reason);
            json.writeStringField("epoch", epoch);
        });
    }

    static byte[] ok(long re, SpaceId space, @Nullable String key, Accepted done) {
        return Wire.line(json -> {
            json.writeStringField("op", "ok");
            json.writeNumberField("re", re);
            json.writeStringField("space", space.value());
            if (key != null) {
                json.writeStringField("key", key);
            }
            json.writeNumberField("seq", done.seq());
            if (done.message() != null) {
                Wire.id(json, "id", done.message());
            }
            json.writeNumberField("ts", done.at().toEpochMilli());
            json.writeBooleanField("dup", done.duplicate());
        });
    }

    /** Something is kept for oneself alone; where the read marker of the space stands now. */
    static byte[] kept(long re, SpaceId space, Kept kept) {
        return Wire.line(json -> {
            json.writeStringField("op", "ok");
            json.writeNumberField("re", re);
            json.writeStringField("space", space.value());
            json.writeNumberField("seq", kept.seq());
            json.writeNumberField("upTo", kept.marker().upTo());
            json.writeNumberField("rev", kept.marker().revision());
            json.writeBooleanField("dup", kept.duplicate());
        });
    }

    /** Something was refused; {@code re}, {@code space} and {@code key} as far as they are known. */
    static byte[] error(@Nullable Long re, @Nullable String space, @Nullable String key, Problem problem) {
        return Wire.line(json -> {
            json.writeStringField("op", "err");
            if (re != null) {
                json.writeNumberField("re", re);
            }
            if (space != null) {
                json.writeStringField("space", space);
            }
            if (key != null) {
                json.writeStringField("key", key);
            }
            json.writeFieldName("problem");
            problem.write(json);
        });
    }

    static byte[] ping(Map<SpaceId, Long> heads) {
        return Wire.line(json -> {
            json.writeStringField("op", "ping");
            Wire.object(json, "heads", fields -> {
                for (var head : heads.entrySet()) {
                    fields.writeNumberField(head.getKey().value(), head.getValue());
                }
            });
        });
    }

    static byte[] pong() {
        return Wire.line(json -> json.writeStringField("op", "pong"));
    }

    /** The session ends soon ({@code auth.expiring}) or lasts until then ({@code auth}). */
    static byte[] auth(String op, @Nullable Instant expiresAt) {
        return Wire.line(json -> {
            json.writeStringField("op", op);
            if (expiresAt != null) {
                json.writeNumberField("expiresAt", expiresAt.toEpochMilli());
            }
        });
    }

    /** The connection will be closed, as its node goes down. */
    static byte[] drain(Duration within) {
        return Wire.line(json -> {
            json.writeStringField("op", "drain");
            json.writeNumberField("withinMs", within.toMillis());
            json.writeStringField("reason", "deploy");
        });
    }

    /** The last frame, with the code that a WebSocket is closed with; other transports have no place of their own for it. */
    static byte[] bye(Close why, Problem problem) {
        return Wire.line(json -> {
            json.writeStringField("op", "bye");
            json.writeNumberField("close", why.code());
            json.writeFieldName("problem");
            problem.write(json);
            if (problem.retryAfter() != null) {
                json.writeNumberField("retryAfterMs", problem.retryAfter().toMillis());
            }
        });
    }
}
