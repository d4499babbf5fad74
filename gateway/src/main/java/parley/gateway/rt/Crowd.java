package parley.gateway.rt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.presence.Presence;
import parley.space.MemberId;
import parley.space.actor.Ephemeral;

/** Whom of a crowd a client is told of: those on its screen, and of the others how many there are. */
final class Crowd {

    private Set<MemberId> visible = Set.of();
    private Set<MemberId> shown = Set.of();
    private boolean crowded;
    private int online;

    void look(Set<MemberId> people) {
        visible = people;
    }

    /** Whether a space has become a crowd, or is none any more, since this was asked last. */
    boolean begins(boolean nowCrowded) {
        boolean changed = crowded != nowCrowded;
        crowded = nowCrowded;
        return changed;
    }

    /**
     * What to tell the client: those on its screen who changed, or came onto it, and those who went from it.
     *
     * @param known the version that the client knows; negative where it is to be told anew
     * @return null where nothing is to be told
     */
    @Nullable
    Map<MemberId, Optional<Presence>> news(Ephemeral now, long known) {
        boolean anew = known < 0;
        var news = new HashMap<MemberId, Optional<Presence>>();
        for (var person : visible) {
            var row = now.presence().entries().get(person);
            if (row != null && (anew || !shown.contains(person) || row.changed() > known)) {
                news.put(person, Optional.ofNullable(row.value()));
            }
        }
        for (var person : shown) {
            if (!anew && !visible.contains(person)) {
                news.put(person, Optional.empty());
            }
        }
        return anew || !news.isEmpty() || online != now.online() ? news : null;
    }

    /** The client has been told. */
    void told(Ephemeral now) {
        shown = visible;
        online = now.online();
    }
}
