package parley.agent.model.offline;

import java.util.Locale;
import java.util.Set;

/** Another agent that can be handed over to. */
record Colleague(String handle, Set<Capability> skills) {

    /** Whether a written name or mention means this agent. */
    boolean isNamed(String name) {
        return plain(name).equals(plain(handle));
    }

    /** The letters and digits of a name, small, so that names and mentions compare. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
