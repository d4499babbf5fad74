package parley.identity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;

/** Accounts of people. Passwords enter and leave it hashed. */
public interface UserStore {

    /**
     * An account with what proves its owner.
     *
     * @param passwordHash null where the person can only come in by a link
     */
    record Account(User user, @Nullable String passwordHash) {}

    CompletionStage<List<User>> all();

    CompletionStage<Optional<Account>> find(MemberId id);

    CompletionStage<Optional<Account>> named(String name);

    /** False where the name is taken. */
    CompletionStage<Boolean> add(Account account);

    CompletionStage<Void> update(Account account);
}
