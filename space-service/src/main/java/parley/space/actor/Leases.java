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

/**
 * The connections that make somebody present in a space, by the node that they are on. Each change of them is shown in
 * its moment. Only its hub uses it.
 */
final class Leases {

    private final Moment moment;
    private final Map<String, Set<Lease>> byNode = new HashMap<>();

    Leases(Moment moment) {
        this.moment = moment;
    }

    /** Those on one node. */
    List<Lease> of(String node) {
        return List.copyOf(byNode.getOrDefault(node, Set.of()));
    }

    /** How many there are on all nodes but one. */
    int countBut(String node) {
        return byNode.entrySet().stream()
                .filter(there -> !there.getKey().equals(node))
                .mapToInt(there -> there.getValue().size())
                .sum();
    }

    /** False where it was there already, or makes nobody present. */
    boolean arrived(String node, Lease lease, Space space, Instant now) {
        boolean known = byNode.getOrDefault(node, Set.of()).contains(lease);
        if (known || !moment.arrived(lease, space, now)) {
            return false;
        }
        return byNode.computeIfAbsent(node, _ -> new HashSet<>()).add(lease);
    }

    /** Also of one that is not there any more: who was lost may still leave. */
    void departed(String node, Lease lease, Departure how, Instant now) {
        byNode.computeIfPresent(node, (_, there) -> there.remove(lease) && there.isEmpty() ? null : there);
        switch (how) {
            case LEFT -> moment.left(lease, now);
            case LOST, REPLACED -> moment.lost(lease, now);
        }
    }

    /** Says as a whole who is on a node. */
    void are(String node, Collection<Lease> held, Space space, Instant now) {
        var there = Set.copyOf(held);
        for (var lease : of(node)) {
            if (!there.contains(lease)) {
                departed(node, lease, Departure.LEFT, now);
            }
        }
        there.forEach(lease -> arrived(node, lease, space, now));
    }

    /** A node has left, and all who were there with it. */
    void gone(String node, Instant now) {
        var left = byNode.remove(node);
        if (left != null) {
            left.forEach(lease -> moment.left(lease, now));
        }
    }

    /** Somebody is no member any more, wherever they are. */
    void removed(MemberId member) {
        byNode.values().forEach(there -> there.removeIf(lease -> lease.user().equals(member)));
    }

    /** Nothing is known of any node any more. */
    void forget() {
        byNode.clear();
    }
}
