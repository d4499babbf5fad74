package parley.space.actor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import parley.space.MemberId;
import parley.space.Space;

/**
 * Learns when the people of a space were last seen before the hub began: of each once, and one after the other. Only its
 * hub uses it.
 */
final class Recall {

    private final Sightings sightings;
    private final Consumer<HubMessage> hub;
    private final Set<MemberId> asked = new HashSet<>();
    private final Queue<MemberId> waiting = new ArrayDeque<>();
    private boolean asking;

    Recall(Sightings sightings, Consumer<HubMessage> hub) {
        this.sightings = sightings;
        this.hub = hub;
    }

    /** Of those among them that are people of the space; of nobody else anything is asked or kept. */
    void of(Collection<MemberId> members, Space space) {
        for (var person : members) {
            if (Moment.isPerson(space, person) && asked.add(person)) {
                waiting.add(person);
            }
        }
        askNext();
    }

    /** Somebody is no member any more. */
    void removed(MemberId member) {
        asked.remove(member);
        waiting.remove(member);
    }

    /** One of them is known; the next is asked for. */
    void answered() {
        asking = false;
        askNext();
    }

    private void askNext() {
        var person = asking ? null : waiting.poll();
        if (person != null) {
            asking = true;
            var _ = sightings.find(person).thenAccept(seen -> hub.accept(new HubMessage.Recalled(person, seen)));
        }
    }
}
