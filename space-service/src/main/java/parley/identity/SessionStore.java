package parley.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.space.MemberId;

/** All proofs of identity that were handed out and not taken back. */
public interface SessionStore {

    CompletionStage<Void> add(Session session);

    CompletionStage<Optional<Session>> bySecretHash(String secretHash);

    CompletionStage<List<Session>> of(MemberId user);

    CompletionStage<Void> seen(String id, Instant at);

    /** False where it was gone already: so a link is redeemed once, whoever comes second. */
    CompletionStage<Boolean> remove(String id);

    /** Removes all that ended before {@code now}. */
    CompletionStage<Void> purge(Instant now);
}
