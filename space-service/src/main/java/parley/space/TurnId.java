package parley.space;

/** Names a turn granted to an agent, unique within its space: {@code t_} and the sequence number of its grant. */
public record TurnId(String value) {

    /** Of the turn whose grant has a sequence number. */
    public static TurnId ofGrant(long seq) {
        return new TurnId("t_" + seq);
    }

    @Override
    public String toString() {
        return value;
    }
}
