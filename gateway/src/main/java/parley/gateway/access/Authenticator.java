package parley.gateway.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Turns proofs of identity into identities. */
public interface Authenticator {

    /**
     * The owner of an API token or login token; empty where it is unknown, expired or taken back, or its owner is
     * disabled.
     */
    CompletionStage<Optional<Identity>> bearer(String token);

    /** Whether a session or token still counts: asked at each command of an open socket, so it must be cheap. */
    Standing standing(Identity identity);
}
