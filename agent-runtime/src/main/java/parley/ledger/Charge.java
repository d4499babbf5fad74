package parley.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a call is booked on.
 *
 * @param user the person whose message started it all; null for a minted root
 * @param root the root message
 * @param trigger the message answered
 */
public record Charge(
        String space, String turn, String agent, @Nullable String user, String root, String trigger) {

    /** Every account the call is booked on, each with the whole amount. */
    public List<AccountId> accounts() {
        return List.of(
                AccountId.ORG,
                AccountId.user(user == null ? "none" : user),
                AccountId.agent(agent),
                AccountId.space(space),
                AccountId.cascade(space, root));
    }
}
