package parley.identity;

import java.time.Instant;
import parley.space.MemberId;

/**
 * A person with an account.
 *
 * @param name unique, what they sign in with and what others see
 * @param administrator whether they may administer the whole installation
 */
public record User(MemberId id, String name, boolean administrator, boolean disabled, Instant createdAt) {}
