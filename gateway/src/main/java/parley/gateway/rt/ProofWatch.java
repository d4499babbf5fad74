package parley.gateway.rt;

import java.util.function.Consumer;
import parley.gateway.access.Identity;

/** Ends a connection when its proof of identity ends, and warns its client before. */
final class ProofWatch {

    private final Surroundings around;
    private final Line line;
    private final Proof proof;
    private final Consumer<byte[]> replies;
    private final Runnable demoted;
    private long watched;

    /** @param demoted run when who was an administrator is none any more */
    ProofWatch(Surroundings around, Line line, Identity identity, Consumer<byte[]> replies, Runnable demoted) {
        this.around = around;
        this.line = line;
        proof = new Proof(around.authenticator(), identity);
        this.replies = replies;
        this.demoted = demoted;
    }

    Identity identity() {
        return proof.identity();
    }

    /** The same person has proved once more who they are. */
    void renew(Identity next) {
        proof.renew(next);
        replies.accept(WireReplies.auth("auth", next.expiresAt()));
        begin();
    }

    /** Looks again at every moment when something is to be done. */
    void begin() {
        long mine = ++watched;
        proof.untilNext(around.clock().instant())
                .ifPresent(wait -> line.later(wait, () -> {
                    if (mine == watched && holds()) {
                        begin();
                    }
                }));
    }

    /** Stops looking. */
    void end() {
        watched++;
    }

    /** False, and the connection closed, where the proof has ended. */
    boolean holds() {
        var now = around.clock().instant();
        boolean administrator = identity().administrator();
        var ended = proof.check(now);
        if (ended.isPresent()) {
            line.close(ended.get().close(), ended.get().problem());
            return false;
        }
        if (administrator && !identity().administrator()) {
            demoted.run();
        }
        if (proof.endsSoon(now)) {
            replies.accept(WireReplies.auth("auth.expiring", identity().expiresAt()));
        }
        return true;
    }
}
