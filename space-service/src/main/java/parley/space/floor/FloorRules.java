package parley.space.floor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.MessageId;
import parley.space.MessageKind;
import parley.space.Pending;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.TurnId;

/**
 * Decides who may speak, in the same write as the message that asks: every agent asked is granted a turn or hears why not.
 *
 * @param guards the conditions for a turn, in the order in which they are checked
 */
public record FloorRules(Asking asking, List<Guard> guards) {

    /** A wake-up asks one agent. */
    private static final int AGENTS_PER_WAKE = 1;

    public FloorRules() {
        this(Asking.MENTIONED, Guard.ALL);
    }

    /** Hears a message that was just posted. Only those of people and of agents under a root can ask. */
    public void hear(Pending pending, Message message, Instant now) {
        var root = message.provenance().root();
        if (root == null || message.kind() != MessageKind.CHAT) {
            return;
        }
        var fanOut = fanOut(pending, message, root);
        var hop = message.provenance().hop() + 1;
        var granted = 0;
        for (var agent : asking.asks(pending.space(), message)) {
            var ask = new Ask(pending.space(), agent, root, message.id(), message.author(), hop, fanOut, granted, now);
            var denial = denial(ask);
            pending.add(denial.map(reason -> denied(ask, reason)).orElseGet(() -> granted(ask)));
            granted += denial.isEmpty() ? 1 : 0;
        }
    }

    /** Whether an agent may be woken under a root that was just minted, or would be; grants nothing. */
    public Optional<Denial> refusesWake(Pending pending, MemberId agent, MessageId root, Instant now) {
        return denial(wake(pending, agent, root, now));
    }

    /** Grants the first turn under a minted root. */
    public void wakes(Pending pending, MemberId agent, MessageId root, Instant now) {
        pending.add(granted(wake(pending, agent, root, now)));
    }

    private Optional<Denial> denial(Ask ask) {
        return guards.stream()
                .filter(guard -> !guard.holds().test(ask))
                .map(Guard::denial)
                .findFirst();
    }

    private static Ask wake(Pending pending, MemberId agent, MessageId root, Instant now) {
        var quiet = pending.space().settings().floor().policy() instanceof TurnPolicy.Quiet;
        var fanOut = quiet ? FanOut.NONE : FanOut.of(AGENTS_PER_WAKE);
        return new Ask(pending.space(), agent, root, root, null, 1, fanOut, 0, now);
    }

    private static FanOut fanOut(Pending pending, Message message, MessageId root) {
        var bounds = pending.space().settings().floor();
        if (message.authorKind() == MemberKind.HUMAN) {
            return bounds.policy().ofPerson(bounds);
        }
        var minted =
                pending.space().floor().root(root).filter(RootCount::minted).isPresent();
        return minted ? underMinted(bounds.policy()).ofAgent() : bounds.policy().ofAgent();
    }

    /** Agents that were woken hand over to each other, unless the space is quiet. */
    private static TurnPolicy underMinted(TurnPolicy policy) {
        return switch (policy) {
            case TurnPolicy.Quiet quiet -> quiet;
            case TurnPolicy.Mention _, TurnPolicy.HandOver _ -> new TurnPolicy.HandOver();
        };
    }

    private static SpaceEvent granted(Ask ask) {
        return new TurnGranted(
                TurnId.ofGrant(ask.space().seq() + 1),
                ask.agent(),
                ask.root(),
                ask.trigger(),
                ask.hop(),
                ask.left() - 1,
                ask.now().plus(ask.bounds().turnDeadline()),
                ask.now());
    }

    private static SpaceEvent denied(Ask ask, Denial reason) {
        return new TurnDenied(ask.agent(), ask.root(), ask.trigger(), reason, ask.now());
    }
}
