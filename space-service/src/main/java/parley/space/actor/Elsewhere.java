package parley.space.actor;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.presence.Lease;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.actor.Subscriber.Departure;

/** What passes in a space on the other nodes, as those tell it, shown as if it passed here. Only its hub uses it. */
final class Elsewhere {

    private final Moment moment;
    private final Map<String, Set<Lease>> leases = new HashMap<>();

    Elsewhere(Moment moment) {
        this.moment = moment;
    }

    /** How many leases there are of other nodes. */
    int leases() {
        return leases.values().stream().mapToInt(Set::size).sum();
    }

    void hear(HubNews news, Space space, Instant now) {
        switch (news) {
            case HubNews.Asked _ -> {}
            case HubNews.Here(var node, var _, var held) -> replace(node, held, space, now);
            case HubNews.Arrived(var node, var _, var lease) -> arrived(node, lease, space, now);
            case HubNews.Departed(var node, var _, var lease, var how) -> departed(node, lease, how, now);
            case HubNews.Acted(var _, var _, var member) -> moment.acted(member, space, now);
            case HubNews.Typed(var _, var _, var member, var typing) -> moment.typed(member, typing, space, now);
            case HubNews.Does(var _, var _, var turn, var activity) -> moment.does(turn, activity, space, now);
            case HubNews.Wrote(var _, var _, var turn, var agent, var attempt, var offset, var text) ->
                moment.grown(new HubMessage.DraftGrown(turn, agent, attempt, offset, text));
            case HubNews.Released(var _, var _, var turn) -> moment.released(turn, now);
        }
    }

    /** A node has left, and all who were there with it. */
    void gone(String node, Instant now) {
        var left = leases.remove(node);
        if (left != null) {
            left.forEach(lease -> moment.left(lease, now));
        }
    }

    /** Somebody is no member any more, wherever they are. */
    void removed(MemberId member) {
        leases.values().forEach(there -> there.removeIf(lease -> lease.user().equals(member)));
    }

    /** Another history begins; it is told again who is there. */
    void forget() {
        leases.clear();
    }

    private void replace(String node, Collection<Lease> held, Space space, Instant now) {
        for (var lease : List.copyOf(leases.getOrDefault(node, Set.of()))) {
            if (!held.contains(lease)) {
                departed(node, lease, Departure.LEFT, now);
            }
        }
        held.forEach(lease -> arrived(node, lease, space, now));
    }

    private void arrived(String node, Lease lease, Space space, Instant now) {
        boolean known = leases.getOrDefault(node, Set.of()).contains(lease);
        if (!known && moment.arrived(lease, space, now)) {
            leases.computeIfAbsent(node, _ -> new HashSet<>()).add(lease);
        }
    }

    private void departed(String node, Lease lease, Departure how, Instant now) {
        var there = leases.get(node);
        if (there == null || !there.remove(lease)) {
            return;
        }
        switch (how) {
            case LEFT -> moment.left(lease, now);
            case LOST, REPLACED -> moment.lost(lease, now);
        }
        if (there.isEmpty()) {
            leases.remove(node);
        }
    }
}
