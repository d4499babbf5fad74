package parley.space;

/** Names a message within its space: {@code m_} and the key it was sent with. */
public record MessageId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
