package parley.space;

/** Names a turn granted to an agent, unique within its space: {@code t_} and the sequence number of its grant. */
public record TurnId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
