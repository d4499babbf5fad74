package parley.ledger;

/**
 * Names an account that calls are booked on: {@code org}, {@code user:u_1}, {@code agent:a_jarvis}, {@code space:sp_a},
 * {@code cascade:sp_a/m_1}.
 */
public record AccountId(String value) {

    public static final AccountId ORG = new AccountId("org");

    public static AccountId user(String id) {
        return new AccountId("user:" + id);
    }

    public static AccountId agent(String id) {
        return new AccountId("agent:" + id);
    }

    public static AccountId space(String id) {
        return new AccountId("space:" + id);
    }

    /** All calls that one root message causes. */
    public static AccountId cascade(String space, String root) {
        return new AccountId("cascade:" + space + "/" + root);
    }

    /** What the account is one of: the part before the colon. */
    public String dimension() {
        var colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** Whether the account is that of one root message, which is limited without anybody's doing. */
    public boolean isCascade() {
        return dimension().equals("cascade");
    }

    @Override
    public String toString() {
        return value;
    }
}
