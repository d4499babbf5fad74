package parley.gateway.rest;

import org.jspecify.annotations.Nullable;
import parley.space.SpaceReply.Accepted;

/**
 * What a space answers to a command it has done, as clients see it.
 *
 * @param id the message concerned; null where there is none
 */
record Done(long seq, @Nullable String id, long ts, boolean dup) {
    static Done of(Accepted accepted) {
        var message = accepted.message();
        return new Done(
                accepted.seq(),
                message == null ? null : message.value(),
                accepted.at().toEpochMilli(),
                accepted.duplicate());
    }
}
