package parley.gateway.rt;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.rt.Frame.Known;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.Ephemeral;
import parley.space.actor.Feed;

/**
 * What a client has been told of what passes in a space. What it has missed in between is told as one change, so a slow
 * client holds up nothing; and to a client that lags the least worthy is not told until it has caught up.
 */
final class Passing {

    /** A client that has been told nothing, not even that there is nothing. */
    private static final long NOTHING = -1;

    private final Feed feed;
    private final Map<TurnId, Told> drafts = new HashMap<>();
    private final Map<Model, Long> told = new EnumMap<>(Model.class);
    private final Crowd crowd = new Crowd();
    private long version = NOTHING;

    private record Told(int attempt, int length) {}

    private record Delta(Model model, long base, long version) {}

    private record Piece(TurnId turn, int attempt, int from, int to) {}

    private Passing(Feed feed) {
        this.feed = feed;
    }

    /** A client that knows some models from before, and no drafts. */
    static Passing from(Feed feed, Map<Model, Known> known) {
        var passing = new Passing(feed);
        var now = feed.ephemeral();
        known.forEach((model, before) -> {
            boolean follows = before.incarnation().equals(now.incarnation())
                    && before.version() <= WireEphemeral.version(now, model)
                    && !(now.crowded() && model == Model.PRESENCE);
            if (follows) {
                passing.told.put(model, before.version());
            }
        });
        return passing;
    }

    /** A client that was told all of {@code known} but who is typing. */
    static Passing after(Feed feed, Ephemeral known) {
        var passing = new Passing(feed);
        passing.told.put(Model.AGENTS, known.agents().version());
        passing.told.put(
                Model.PRESENCE, known.crowded() ? NOTHING : known.presence().version());
        passing.told.put(Model.TYPING, 0L);
        known.drafts()
                .values()
                .forEach(draft -> passing.drafts.put(
                        draft.turn(), new Told(draft.attempt(), draft.text().length())));
        return passing;
    }

    /** Tells these models from the beginning. */
    void again(Set<Model> models) {
        models.forEach(model -> told.put(model, NOTHING));
        version = NOTHING;
    }

    /** The client has these people on its screen. */
    void look(Set<MemberId> people) {
        crowd.look(people);
        version = NOTHING;
    }

    /** What is new and not given up; null where nothing is. */
    @Nullable
    ByteString next(SpaceId space, Sacrifice given) {
        var now = feed.ephemeral();
        if (now.version() == version) {
            return null;
        }
        var parcel = new Parcel();
        boolean all = streams(space, now, given, parcel);
        all &= table(Model.AGENTS, Sacrifice.AGENTS, space, now, given, parcel);
        all &= presence(space, now, given, parcel);
        all &= table(Model.TYPING, Sacrifice.TYPING, space, now, given, parcel);
        version = all ? now.version() : NOTHING;
        return parcel.frame();
    }

    private boolean streams(SpaceId space, Ephemeral now, Sacrifice given, Parcel parcel) {
        drafts.keySet().retainAll(now.drafts().keySet());
        boolean all = true;
        for (var draft : now.drafts().values()) {
            all &= stream(space, draft, given, parcel);
        }
        return all;
    }

    private boolean stream(SpaceId space, Draft draft, Sacrifice given, Parcel parcel) {
        var known = drafts.get(draft.turn());
        int from = known != null && known.attempt() == draft.attempt() ? known.length() : 0;
        int to = draft.text().length();
        if (known != null && to <= from) {
            return true;
        }
        boolean sent = given.spares(Sacrifice.STREAMS)
                && parcel.add(feed.memo()
                        .get(
                                new Piece(draft.turn(), draft.attempt(), from, to),
                                () -> WireEphemeral.draft(space, draft, from)));
        if (sent) {
            drafts.put(draft.turn(), new Told(draft.attempt(), to));
        }
        return sent;
    }

    /** Whether the client knows the whole table after this. */
    private boolean table(Model model, Sacrifice worth, SpaceId space, Ephemeral now, Sacrifice given, Parcel parcel) {
        long known = told.getOrDefault(model, NOTHING);
        long is = WireEphemeral.version(now, model);
        if (known == is) {
            return true;
        }
        long base = Math.max(known, 0);
        boolean sent = given.spares(worth)
                && parcel.add(feed.memo()
                        .get(new Delta(model, base, is), () -> WireEphemeral.delta(space, model, now, base)));
        if (sent) {
            told.put(model, is);
        }
        return sent;
    }

    private boolean presence(SpaceId space, Ephemeral now, Sacrifice given, Parcel parcel) {
        if (crowd.begins(now.crowded())) {
            told.put(Model.PRESENCE, NOTHING);
        }
        if (!now.crowded()) {
            return table(Model.PRESENCE, Sacrifice.PRESENCE, space, now, given, parcel);
        }
        var known = told.getOrDefault(Model.PRESENCE, NOTHING);
        var news = crowd.news(now, known);
        if (news == null) {
            return true;
        }
        boolean sent = given.spares(Sacrifice.PRESENCE)
                && parcel.add(WireEphemeral.presence(space, now, Math.max(known, 0), news));
        if (sent) {
            crowd.told(now);
            told.put(Model.PRESENCE, now.presence().version());
        }
        return sent;
    }
}
