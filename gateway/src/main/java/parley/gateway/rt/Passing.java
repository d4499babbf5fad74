package parley.gateway.rt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.presence.Draft;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.Ephemeral;
import parley.space.actor.Feed;

/**
 * What a client has been told of what passes in a space. What it has missed in between is told as one change, so a
 * slow client holds up
 * nothing.
 */
final class Passing {

    private final Feed feed;
    private final Map<TurnId, Told> drafts = new HashMap<>();
    private long version = -1;
    private long presence;
    private long typing;

    private record Told(int attempt, int length) {}

    private record Delta(String model, long base, long version) {}

    private record Piece(TurnId turn, int attempt, int from, int to) {}

    private Passing(Feed feed) {
        this.feed = feed;
    }

    /** A client that knows presence up to a version, and nothing else. */
    static Passing from(Feed feed, long presence) {
        var passing = new Passing(feed);
        passing.presence = presence;
        return passing;
    }

    /** A client that was told all of {@code known} but who is typing. */
    static Passing after(Feed feed, Ephemeral known) {
        var passing = from(feed, known.presence().version());
        known.drafts()
                .values()
                .forEach(draft -> passing.drafts.put(
                        draft.turn(), new Told(draft.attempt(), draft.text().length())));
        return passing;
    }

    /** What is new; null where nothing is. */
    @Nullable
    ByteString next(SpaceId space) {
        var now = feed.ephemeral();
        if (now.version() == version) {
            return null;
        }
        version = now.version();
        var lines = new ArrayList<byte[]>();
        drafts.keySet().retainAll(now.drafts().keySet());
        now.drafts().values().forEach(draft -> tell(space, draft, lines));
        long presenceNow = now.presence().version();
        if (presenceNow > presence) {
            long base = presence;
            lines.add(shared(new Delta("presence", base, presenceNow), () -> WireEphemeral.presence(space, now, base)));
            presence = presenceNow;
        }
        long typingNow = now.typing().version();
        if (typingNow > typing) {
            long base = typing;
            lines.add(shared(new Delta("typing", base, typingNow), () -> WireEphemeral.typing(space, now, base)));
            typing = typingNow;
        }
        return lines.isEmpty() ? null : Lines.join(lines);
    }

    private void tell(SpaceId space, Draft draft, List<byte[]> lines) {
        var told = drafts.get(draft.turn());
        int to = draft.text().length();
        int from = 0;
        if (told != null && told.attempt() == draft.attempt()) {
            from = told.length();
            if (to <= from) {
                return;
            }
        }
        int since = from;
        lines.add(shared(
                new Piece(draft.turn(), draft.attempt(), since, to), () -> WireEphemeral.draft(space, draft, since)));
        drafts.put(draft.turn(), new Told(draft.attempt(), to));
    }

    private byte[] shared(Object key, Supplier<byte[]> make) {
        return feed.memo().get(key, make);
    }
}
