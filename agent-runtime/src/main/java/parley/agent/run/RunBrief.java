package parley.agent.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.agent.model.ModelId;
import parley.ledger.CallId;
import parley.ledger.Charge;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceId;
import parley.space.TurnId;

/**
 * What a run is about, settled once when it starts.
 *
 * @param payer the person whose message started it all; null for a minted root
 * @param upToSeq the last event of the space that the agent may have seen
 * @param models the agent's fallback chain as it was then, first choice first
 * @param deadline when the run gives up
 */
public record RunBrief(
        SpaceId space,
        TurnId turn,
        MemberId agent,
        MessageId root,
        MessageId trigger,
        int hop,
        @Nullable MemberId payer,
        long upToSeq,
        List<ModelId> models,
        Instant grantedAt,
        Instant deadline) {

    public RunBrief {
        models = List.copyOf(models);
    }

    /** Whom its calls are booked on. */
    public Charge charge() {
        return new Charge(
                space.value(),
                turn.value(),
                agent.value(),
                payer == null ? null : payer.value(),
                root.value(),
                trigger.value());
    }

    /** The name of one attempt; after a crash the same attempt has the same name. */
    public CallId call(int step, int attempt) {
        return new CallId("%s/%s/%d/%d".formatted(space, turn, step, attempt));
    }
}
