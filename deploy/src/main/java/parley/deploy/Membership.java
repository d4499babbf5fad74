package parley.deploy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;

/** This node as one of its cluster. */
final class Membership {

    private final ActorSystem<?> system;
    private final Cluster cluster;

    static Membership of(ActorSystem<?> system) {
        return new Membership(system, Cluster.get(Adapter.toClassic(system)));
    }

    private Membership(ActorSystem<?> system, Cluster cluster) {
        this.system = system;
        this.cluster = cluster;
    }

    /** Joins those who are there, or begins; completes once this node is one of them. */
    CompletionStage<Done> join(ClusterSettings settings) {
        var up = new CompletableFuture<Done>();
        cluster.registerOnMemberUp(() -> up.complete(Done.done()));
        if (settings.seeds().isEmpty()) {
            cluster.join(cluster.selfAddress());
        } else {
            cluster.joinSeedNodes(settings.seeds().stream().map(this::address).toList());
        }
        return up;
    }

    boolean isUp() {
        return cluster.selfMember().status().equals(MemberStatus.up());
    }

    /** How many nodes there are, as far as this one knows. */
    int size() {
        return cluster.state().members().size();
    }

    /** Whether there is no other node that clients could go to. */
    boolean isAlone() {
        return size() == 1;
    }

    private Address address(String seed) {
        return AddressFromURIString.parse("pekko://" + system.name() + "@" + seed);
    }
}
