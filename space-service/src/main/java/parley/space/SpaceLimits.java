package parley.space;

import java.time.Duration;

/** How much of everything a space holds and accepts. */
public final class SpaceLimits {

    /** What a person may write, in UTF-8. */
    public static final int TEXT_BYTES = 16_384;

    /** What anybody may write, in UTF-16 units. */
    public static final int TEXT_CHARACTERS = 16_384;

    /** What an agent may answer, in UTF-8. */
    public static final int ANSWER_BYTES = 32_768;

    /** What is kept of a turn that ended without an answer, in UTF-16 units. */
    public static final int PARTIAL_CHARACTERS = 16_384;

    /** Why a turn failed, in UTF-16 units. */
    public static final int DETAIL_CHARACTERS = 500;

    public static final int MENTIONS = 50;
    public static final int REACTION_KINDS = 50;
    public static final int EMOJI_CHARACTERS = 32;
    public static final int MEMBERS = 1_000;
    public static final int MEMBER_NAME_CHARACTERS = 64;
    public static final int NAME_CHARACTERS = 64;
    public static final int TITLE_CHARACTERS = 100;
    public static final int TOPIC_CHARACTERS = 1_000;
    public static final int PURPOSE_CHARACTERS = 4_000;
    public static final int WAKE_KEY_CHARACTERS = 64;
    public static final int INTENTION_KEY_CHARACTERS = 64;
    public static final int INTENTION_CHARACTERS = 500;

    /** How old a key may be. */
    public static final Duration KEY_AGE = Duration.ofDays(2);

    /** How far a key may be ahead of the server's clock. */
    public static final Duration KEY_SKEW = Duration.ofMinutes(5);

    private SpaceLimits() {}
}
