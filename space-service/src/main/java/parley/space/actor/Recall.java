package parley.space.actor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import parley.space.MemberId;

/** Learns when people were last seen before the hub began: of each once, and one after the other. Only its hub uses it. */
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

    void of(Collection<MemberId> people) {
        for (var person : people) {
            if (asked.add(person)) {
                waiting.add(person);
            }
        }
        askNext();
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
