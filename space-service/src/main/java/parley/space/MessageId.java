package parley.space;

/** Names a message within its space: {@code m_} and the key it was sent with; a minted root is {@code r_} and the key of its wake-up. */
public record MessageId(String value) {

    static final String PREFIX = "m_";
    static final String MINTED_PREFIX = "r_";

    /** Of the message sent with a key. */
    public static MessageId ofKey(String key) {
        return new MessageId(PREFIX + key);
    }

    /** Of the root that a wake-up mints. */
    public static MessageId minted(String key) {
        return new MessageId(MINTED_PREFIX + key);
    }

    /** The key that the message was sent with. */
    String key() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
