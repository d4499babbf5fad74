package parley.agent.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.agent.model.ModelReply.Kind;
import parley.ledger.LedgerCommand;
import parley.ledger.Usage;

/**
 * One attempt to call a model.
 *
 * @param at when it was intended
 * @param end null while it is in flight
 */
public record Call(CallIntent intent, Instant at, @Nullable End end) {

    /** How a call ended. */
    public sealed interface End {

        /** The model finished. */
        record Completed(Usage usage, boolean exact) implements End {}

        /**
         * The model did not finish.
         *
         * @param usage what it used as counted here; settled only where the provider may charge for it
         */
        record Failed(Kind kind, Usage usage, Instant at) implements End {}

        /** Nobody knows: the process that made the call is gone. */
        record Abandoned(Usage usage) implements End {}
    }

    public boolean inFlight() {
        return end == null;
    }

    /** What to tell the ledger about it; null while in flight. */
    public @Nullable LedgerCommand settlement() {
        return switch (end) {
            case null -> null;
            case End.Completed(var usage, var exact) -> new LedgerCommand.Settle(intent.id(), usage, exact);
            case End.Failed(var kind, var usage, var _) ->
                kind.usageUnknown()
                        ? new LedgerCommand.Settle(intent.id(), usage, false)
                        : new LedgerCommand.Release(intent.id());
            case End.Abandoned(var usage) -> new LedgerCommand.Settle(intent.id(), usage, false);
        };
    }

    /** What it used, where anybody may charge for it. */
    public Usage usage() {
        return switch (end) {
            case null -> Usage.NONE;
            case End.Completed(var usage, var _) -> usage;
            case End.Failed(var kind, var usage, var _) -> kind.usageUnknown() ? usage : Usage.NONE;
            case End.Abandoned(var usage) -> usage;
        };
    }

    /** Whether its provider was in trouble. */
    boolean troubled() {
        return failedWith(Kind.NOT_SENT) || failedWith(Kind.PROVIDER) || failedWith(Kind.INTERRUPTED);
    }

    /** Whether it failed in this way. */
    boolean failedWith(Kind kind) {
        return end instanceof End.Failed(var actual, var _, var _) && actual == kind;
    }

    Call ended(End how) {
        return new Call(intent, at, how);
    }
}
