package parley.gateway.access;

import java.util.Set;
import java.util.function.Consumer;
import parley.space.MemberId;

/** The news that proofs of identity have ended, or that their owner has another rank, which every node hears. */
public interface Endings {

    /**
     * Proofs of one person that count no more, or for somebody of another rank.
     *
     * @param proofs sessions and tokens, by the names that lists show
     */
    record Ending(MemberId user, Standing why, Set<String> proofs) {

        private static final String BETWEEN = " ";
        private static final String AMONG = ",";

        public Ending {
            proofs = Set.copyOf(proofs);
        }

        /** The same in one line, which {@link #of} reads; ids hold neither spaces nor commas. */
        public String text() {
            return String.join(BETWEEN, user.value(), why.name(), String.join(AMONG, proofs));
        }

        public static Ending of(String text) {
            var parts = text.split(BETWEEN, 3);
            return new Ending(new MemberId(parts[0]), Standing.valueOf(parts[1]), Set.of(parts[2].split(AMONG)));
        }
    }

    /** Tells every node, this one too, a moment later. A node that cannot be reached finds out by itself. */
    void announce(Ending ending);

    /** Is told from now on, one ending after the other, after those who listened before. */
    void listen(Consumer<Ending> listener);
}
