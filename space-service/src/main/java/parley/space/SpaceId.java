package parley.space;

/** Names a space: {@code sp_} and up to 61 letters, digits, {@code -} or {@code _}. */
public record SpaceId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
