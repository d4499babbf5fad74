package parley.space;

/** Names a member of spaces: {@code u_…} a person, {@code a_…} an agent. */
public record MemberId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
