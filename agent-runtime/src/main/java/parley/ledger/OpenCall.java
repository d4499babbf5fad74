package parley.ledger;

import java.time.Instant;
import parley.money.Usd;

/**
 * A call that is not over: its worst case is held, or what was booked for it may still be corrected.
 *
 * @param held its worst case
 * @param balance what it stands for now, on every account of its charge
 * @param reservedAt decides in which window it counts, also when it is settled later
 * @param since when its stage began
 */
public record OpenCall(
        CallId id,
        Charge charge,
        String model,
        UnitPrices prices,
        Usd held,
        Stage stage,
        Balance balance,
        Instant reservedAt,
        Instant expiresAt,
        Instant since) {

    /** How far a call has got. */
    public enum Stage {
        /** Under way: the worst case is held. */
        HELD,
        /** Booked by an estimate, the rest of the hold in suspense. */
        ESTIMATED,
        /** Nobody settled it in time: the worst case is booked. */
        PROVISIONAL
    }

    OpenCall to(Stage next, Balance becomes, Instant at) {
        return new OpenCall(id, charge, model, prices, held, next, becomes, reservedAt, expiresAt, at);
    }
}
