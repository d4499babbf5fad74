package parley.persistence.journal;

import org.apache.pekko.actor.setup.Setup;

/** Names, when an actor system is made, who is told of the transactions of its journal. */
public final class CommitSetup extends Setup {

    private final CommitListener listener;

    public CommitSetup(CommitListener listener) {
        this.listener = listener;
    }

    CommitListener listener() {
        return listener;
    }
}
