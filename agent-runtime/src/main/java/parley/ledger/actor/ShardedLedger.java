package parley.ledger.actor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import parley.entity.Outcome;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityKind.ConsequencesOf;
import parley.entity.actor.EntityRegion;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerEvent;
import parley.ledger.LedgerReply;
import parley.ledger.LedgerRules;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;

/** The organisation's one ledger, wherever in the cluster it runs. */
public final class ShardedLedger implements Ledger {

    /** The first part of its persistence id, for ever. */
    public static final String KIND = "ledger";

    /** The only ledger there is. */
    public static final String ID = "org";

    /** Calls of the whole organisation wait here, so more may than for one space. */
    private static final int WAITING_MAX = 5_000;

    private static final Duration TICK_EVERY = Duration.ofSeconds(60);

    private final EntityRegion<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> region;

    /**
     * Makes this node a home of the ledger, and sees to it that time passes there; once per node.
     *
     * @param consequences what follows from a commit outside
     */
    public static ShardedLedger start(
            ActorSystem<?> system, LedgerSettings settings, ConsequencesOf<LedgerState> consequences) {
        var kind = new EntityKind<>(KIND, new LedgerRules(settings), consequences, InstantSource.system(), WAITING_MAX);
        var ledger = new ShardedLedger(EntityRegion.start(system, kind));
        system.systemActorOf(LedgerClock.create(ledger, TICK_EVERY), "ledger-clock", Props.empty());
        return ledger;
    }

    private ShardedLedger(EntityRegion<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> region) {
        this.region = region;
    }

    @Override
    public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
        return region.ask(ID, command);
    }

    @Override
    public CompletionStage<Outcome<LedgerState>> read() {
        return region.read(ID);
    }
}
