package parley.ledger;

/**
 * Names one attempt to call a model: {@code space/turn/step/attempt}. The same attempt after a crash has the same name.
 */
public record CallId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
