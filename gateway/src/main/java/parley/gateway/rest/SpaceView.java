package parley.gateway.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.space.Member;
import parley.space.Space;
import parley.space.SpaceId;
import parley.space.reader.Unread;
import parley.space.view.SpaceDirectory;

/**
 * A space as clients see it.
 *
 * @param unread messages of others that the reader has not read, in lists only; so are the mentions among them
 * @param members only for those who may read it, and not in lists
 */
record SpaceView(
        String id,
        String name,
        String title,
        String topic,
        @JsonProperty("private") boolean hidden,
        boolean archived,
        boolean member,
        long ordinal,
        long seq,
        @Nullable Integer unread,
        @Nullable Integer mentions,
        @Nullable String epoch,
        @Nullable PolicyView policy,
        @Nullable List<MemberView> members) {

    /** A member as clients see them. */
    record MemberView(String id, String kind, String name, String role, long joinedAt) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.id().value(),
                    wire(member.kind()),
                    member.name(),
                    wire(member.role()),
                    member.joinedAt().toEpochMilli());
        }
    }

    /** An entry of a list. */
    static SpaceView of(SpaceDirectory.Entry entry, Unread unread) {
        return new SpaceView(
                entry.id().value(),
                entry.name(),
                entry.title(),
                entry.topic(),
                entry.hidden(),
                entry.archived(),
                entry.member(),
                entry.ordinal(),
                entry.seq(),
                unread.messages(),
                unread.mentions(),
                null,
                null,
                null);
    }

    /** A space that exists, as {@code reader} sees it. */
    static SpaceView of(SpaceId id, Space space, Identity reader) {
        var settings = space.settings();
        var members = space.members().values().stream().map(MemberView::of).toList();
        return new SpaceView(
                id.value(),
                settings.name(),
                settings.title(),
                settings.topic(),
                settings.hidden(),
                space.archived(),
                space.member(reader.user()).isPresent(),
                space.ordinal(),
                space.seq(),
                null,
                null,
                space.epoch(),
                PolicyView.of(settings.floor()),
                SpaceDoor.belongs(space, reader) ? members : null);
    }

    /** A constant's name on the wire: lower case, with hyphens. */
    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
