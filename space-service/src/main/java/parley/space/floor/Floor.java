package parley.space.floor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.OpenTurn;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.TurnId;

/**
 * Who has spoken, who is speaking, and what each root may still cause.
 *
 * @param open granted turns that have not ended
 * @param roots what the last {@value #ROOTS} roots have caused, and all those with an open turn, oldest first
 * @param ended how the last {@value #ENDED} turns ended, oldest first
 * @param streak agent messages since a person last spoke
 * @param speakers what is remembered of each agent
 */
public record Floor(
        PMap<TurnId, OpenTurn> open,
        OrderedPMap<MessageId, RootCount> roots,
        OrderedPMap<TurnId, TurnEnd> ended,
        int streak,
        PMap<MemberId, Speaker> speakers) {

    public static final int ROOTS = 1_000;
    public static final int ENDED = 1_000;

    /** How many turns may be open in one space. */
    public static final int OPEN = 100;

    /** How many of them may be one agent's. */
    public static final int OPEN_PER_AGENT = 4;

    /** Nobody has spoken. */
    public static Floor initial() {
        return new Floor(HashTreePMap.empty(), OrderedPMap.empty(), OrderedPMap.empty(), 0, HashTreePMap.empty());
    }

    public Optional<OpenTurn> turn(TurnId id) {
        return Optional.ofNullable(open.get(id));
    }

    public Optional<RootCount> root(MessageId id) {
        return Optional.ofNullable(roots.get(id));
    }

    public Optional<TurnEnd> end(TurnId id) {
        return Optional.ofNullable(ended.get(id));
    }

    /** The open turns that fit, in the order in which they were granted. */
    public List<OpenTurn> turns(Predicate<OpenTurn> fit) {
        return open.values().stream()
                .filter(fit)
                .sorted(Comparator.comparingLong(OpenTurn::upToSeq))
                .toList();
    }

    /** Whether another turn may be opened for an agent. */
    public boolean hasRoomFor(MemberId agent) {
        var theirs = open.values().stream().filter(turn -> turn.agent().equals(agent));
        return open.size() < OPEN && theirs.limit(OPEN_PER_AGENT).count() < OPEN_PER_AGENT;
    }

    public Speaker speaker(MemberId agent) {
        return speakers.getOrDefault(agent, Speaker.SILENT);
    }

    /** After a person spoke. */
    public Floor heardPerson() {
        return new Floor(open, roots, ended, 0, speakers);
    }

    /** After an agent spoke; its root is shut where the agent keeps repeating itself. */
    public Floor heardAgent(MemberId agent, @Nullable MessageId root, String text) {
        var print = SimHash.of(text);
        var speaker = speaker(agent);
        var counted = speaker.repeats(print) ? changed(root, RootCount::repeated) : roots;
        return new Floor(open, counted, ended, streak + 1, speakers.plus(agent, speaker.said(print)));
    }

    public Floor minted(RootMinted event) {
        var root = RootCount.of(null, event.purpose(), event.turns());
        var speaker = speaker(event.agent()).woken(event.at());
        return new Floor(open, remembering(event.root(), root), ended, streak, speakers.plus(event.agent(), speaker));
    }

    /**
     * With one turn more.
     *
     * @param author of the root; null where it was minted
     * @param upToSeq the last event before the grant
     */
    public Floor granted(TurnGranted event, @Nullable MemberId author, long upToSeq) {
        var root = root(event.root()).orElseGet(() -> RootCount.of(author, null, event.left() + 1));
        var purpose = event.trigger().equals(event.root()) ? root.purpose() : null;
        var turn = new OpenTurn(
                event.turn(),
                event.agent(),
                event.root(),
                event.trigger(),
                event.hop(),
                purpose,
                upToSeq,
                event.at(),
                event.expiresAt());
        return new Floor(
                open.plus(turn.id(), turn),
                remembering(event.root(), root.granted(event.agent(), event.trigger())),
                ended,
                streak,
                speakers.plus(event.agent(), speaker(event.agent()).granted(event.at())));
    }

    /** With a turn ended, once. */
    public Floor ended(TurnId turn, TurnEnd end) {
        if (!open.containsKey(turn)) {
            return this;
        }
        var kept = ended.size() < ENDED ? ended : ended.minus(oldest(ended));
        return new Floor(open.minus(turn), roots, kept.plus(turn, end), streak, speakers);
    }

    /** With a turn that the space ended settled. */
    public Floor settled(TurnId turn) {
        var end = ended.get(turn);
        return end == null ? this : new Floor(open, roots, ended.plus(turn, end.settled()), streak, speakers);
    }

    /** The turns that the space ended and whose runs have not said yet what they had come to, oldest first. */
    public List<TurnId> owed() {
        return ended.keySet().stream().filter(turn -> isOwed(turn)).toList();
    }

    /** Whether a turn's run has still to be stopped, or to say what it had come to. */
    public boolean isOwed(TurnId turn) {
        return end(turn).filter(TurnEnd::owed).isPresent();
    }

    /** With a turn's root shut, so that nothing more comes of it. */
    public Floor shut(TurnId turn) {
        var root = turn(turn).map(OpenTurn::root).orElse(null);
        return new Floor(open, changed(root, RootCount::shut), ended, streak, speakers);
    }

    /** Without what was remembered of a member. */
    public Floor without(MemberId member) {
        return new Floor(open, roots, ended, streak, speakers.minus(member));
    }

    private OrderedPMap<MessageId, RootCount> changed(@Nullable MessageId id, UnaryOperator<RootCount> change) {
        var root = id == null ? null : roots.get(id);
        return id == null || root == null ? roots : roots.plus(id, change.apply(root));
    }

    private OrderedPMap<MessageId, RootCount> remembering(MessageId id, RootCount root) {
        if (roots.containsKey(id) || roots.size() < ROOTS) {
            return roots.plus(id, root);
        }
        var busy = open.values().stream().map(OpenTurn::root).collect(Collectors.toSet());
        var oldest =
                roots.keySet().stream().filter(known -> !busy.contains(known)).findFirst();
        return oldest.map(roots::minus).orElse(roots).plus(id, root);
    }

    private static <K, V> K oldest(Map<K, V> map) {
        return map.keySet().iterator().next();
    }
}
