package parley.space.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.entity.actor.EntityRegion;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderLog;
import parley.space.reader.ReaderReply;

/** The hubs of people's own logs on one node: one for each person who has a device here. */
public final class ReaderHubs {

    /** Stands where a space would, for one's own log. */
    public static final SpaceId ME = new SpaceId("me");

    private final ActorRef<HubOwner.Order<MemberId, ReaderHub.Message>> owner;

    /** What every hub of a node works with. */
    record Surroundings(
            EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> region,
            ReaderLog log,
            ReaderEncoder encoder,
            UpdateEncoder notices,
            HubSettings settings) {}

    /**
     * Starts with no hub; once per node.
     *
     * @param notices the form of what is left out
     */
    public static ReaderHubs start(
            ActorSystem<?> system,
            EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> region,
            ReaderLog log,
            ReaderEncoder encoder,
            UpdateEncoder notices,
            HubSettings settings) {
        var around = new Surroundings(region, log, encoder, notices, settings);
        var behavior = HubOwner.<MemberId, ReaderHub.Message>create(
                MemberId.class,
                (person, idle) -> ReaderHub.create(person, around, idle),
                new ReaderHub.FromDevice(new HubMessage.Stop()));
        return new ReaderHubs(HubOwner.start(system, "reader-hubs", behavior));
    }

    private ReaderHubs(ActorRef<HubOwner.Order<MemberId, ReaderHub.Message>> owner) {
        this.owner = owner;
    }

    /**
     * Lets one of a person's devices follow their own log, and nobody else's. Never completes exceptionally.
     *
     * @param place where to go on; null to begin with the state
     */
    public CompletionStage<Attached> attach(Subscriber device, @Nullable Place place) {
        var answer = new CompletableFuture<Attached>();
        var attach = new ReaderHub.FromDevice(new HubMessage.Attach(device, false, place, answer));
        owner.tell(HubOwner.start(device.user(), attach));
        return answer;
    }

    /** Ends a subscription that may not have been answered yet. */
    public void detach(Subscriber device, Departure how) {
        owner.tell(HubOwner.ifThere(device.user(), new ReaderHub.FromDevice(new HubMessage.Detach(device, how))));
    }
}
