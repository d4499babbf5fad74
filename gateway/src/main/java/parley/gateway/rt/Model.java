package parley.gateway.rt;

import java.util.Optional;

/** A table of what passes in a space, which clients follow by its version; the worth of one is higher than of the next. */
enum Model {
    /** What agents are about. */
    AGENTS,
    /** Who is there. */
    PRESENCE,
    /** Who is typing. */
    TYPING;

    static final String KNOWN = "agents, presence or typing";

    String wire() {
        return Wire.word(this);
    }

    static Optional<Model> named(String name) {
        for (var model : values()) {
            if (model.wire().equals(name)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }
}
