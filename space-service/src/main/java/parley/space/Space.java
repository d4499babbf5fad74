package parley.space;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;
import parley.entity.EntityState;
import parley.space.floor.Floor;

/**
 * A space as it stands.
 *
 * @param epoch the name of this history; empty before the space exists
 * @param settings {@link SpaceSettings#NONE} before the space exists
 * @param ordinal how many messages were posted
 * @param recent the last {@value #RECENT} messages, oldest first
 * @param heads what is remembered of older messages: enough to know a repeated key and to change them
 */
public record Space(
        long seq,
        String epoch,
        SpaceSettings settings,
        @Nullable Instant archivedAt,
        PMap<MemberId, Member> members,
        long ordinal,
        PVector<Message> recent,
        Heads heads,
        Floor floor,
        Intentions intentions)
        implements EntityState {

    /** How many messages a snapshot carries in full. */
    public static final int RECENT = 100;

    private static final int SNAPSHOT_EVENTS_MIN = 500;

    /** A snapshot is due once the log has grown by this share of what the snapshot holds, so that its cost is spread thin. */
    private static final int SNAPSHOT_SHARE = 10;

    /** The space before its first event. */
    public static Space initial() {
        return new Space(
                0,
                "",
                SpaceSettings.NONE,
                null,
                HashTreePMap.empty(),
                0,
                TreePVector.empty(),
                Heads.NONE,
                Floor.initial(),
                Intentions.NONE);
    }

    @Override
    public long snapshotEvery() {
        return Math.max(SNAPSHOT_EVENTS_MIN, heads.size() / SNAPSHOT_SHARE);
    }

    /** Whether anything has happened yet. */
    public boolean exists() {
        return seq > 0;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    public Optional<Member> member(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** What the caller may do here: what an owner may for administrators, their member's role otherwise. */
    public Optional<Role> roleOf(Caller caller) {
        return caller.administrator()
                ? Optional.of(Role.OWNER)
                : member(caller.id()).map(Member::role);
    }

    public boolean isAgent(MemberId id) {
        return member(id).filter(member -> member.kind() == MemberKind.AGENT).isPresent();
    }

    /** The message, if it is among the recent ones. */
    public Optional<Message> message(MessageId id) {
        var index = indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(recent.get(index));
    }

    /** Those of {@code ids} that are members, once each, in the same order. */
    List<MemberId> membersAmong(List<MemberId> ids) {
        return ids.stream().filter(members::containsKey).distinct().toList();
    }

    Space next() {
        return new Space(seq + 1, epoch, settings, archivedAt, members, ordinal, recent, heads, floor, intentions);
    }

    Space with(String otherEpoch) {
        return new Space(seq, otherEpoch, settings, archivedAt, members, ordinal, recent, heads, floor, intentions);
    }

    Space with(SpaceSettings other) {
        return new Space(seq, epoch, other, archivedAt, members, ordinal, recent, heads, floor, intentions);
    }

    Space with(Heads other) {
        return new Space(seq, epoch, settings, archivedAt, members, ordinal, recent, other, floor, intentions);
    }

    Space with(Floor other) {
        return new Space(seq, epoch, settings, archivedAt, members, ordinal, recent, heads, other, intentions);
    }

    Space with(Intentions other) {
        return new Space(seq, epoch, settings, archivedAt, members, ordinal, recent, heads, floor, other);
    }

    Space withMembers(PMap<MemberId, Member> others) {
        return new Space(seq, epoch, settings, archivedAt, others, ordinal, recent, heads, floor, intentions);
    }

    Space archivedAt(Instant at) {
        return new Space(seq, epoch, settings, at, members, ordinal, recent, heads, floor, intentions);
    }

    /** With one message more, and the oldest of the recent ones gone where they would be too many. */
    Space plus(Message message) {
        var kept = recent.size() < RECENT ? recent : recent.minus(0);
        return new Space(
                seq,
                epoch,
                settings,
                archivedAt,
                members,
                message.ordinal(),
                kept.plus(message),
                heads,
                floor,
                intentions);
    }

    /** With a recent message as it stands now. */
    Space changed(Message message) {
        var index = indexOf(message.id());
        var changed = index < 0 ? recent : recent.with(index, message);
        return new Space(seq, epoch, settings, archivedAt, members, ordinal, changed, heads, floor, intentions);
    }

    private int indexOf(MessageId id) {
        for (var index = recent.size() - 1; index >= 0; index--) {
            if (recent.get(index).id().equals(id)) {
                return index;
            }
        }
        return -1;
    }
}
