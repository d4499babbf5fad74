package parley.gateway.rt;

import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.Batch;
import parley.space.actor.Feed;
import parley.space.actor.HubMessage;
import parley.space.actor.HubMessage.Place;

/** A client's way along a feed: what it is sent next of its events, what it wants once more, and what passes there. */
final class Track {

    private final Feed feed;
    private final Reader reader;
    private final long liveFrom;
    private final @Nullable Passing passing;
    private final Pulls pulls = new Pulls();

    /**
     * @param liveFrom whoever has read so far has caught up
     * @param passing what passes; null where nothing does
     */
    Track(Feed feed, Reader reader, long liveFrom, @Nullable Passing passing) {
        this.feed = feed;
        this.reader = reader;
        this.liveFrom = liveFrom;
        this.passing = passing;
    }

    Feed feed() {
        return feed;
    }

    /** How far the feed has got. */
    long head() {
        return feed.head();
    }

    /** The last event that was given out. */
    long cursor() {
        return reader.cursor();
    }

    Place place() {
        return new Place(feed.epoch(), reader.cursor());
    }

    boolean isCaughtUp() {
        return reader.cursor() >= liveFrom;
    }

    boolean isFullOfPulls() {
        return pulls.isFull();
    }

    /** Gives out once more what follows {@code after}, up to {@code to}. */
    void pull(long after, long to) {
        reader.skipTo(after);
        pulls.add(reader.from(after), to);
    }

    /** The next events that were wanted once more; null where there are none now. */
    @Nullable
    ByteString nextPulled() {
        return pulls.next(reader);
    }

    /** The next events, up to {@code last} at most; null where there are none now. */
    @Nullable
    Batch next(long last) {
        return reader.next(last);
    }

    /** What has passed since this was asked last, and is not given up; null where nothing has. */
    @Nullable
    ByteString nextPassing(SpaceId space, Sacrifice given) {
        return passing == null ? null : passing.next(space, given);
    }

    /** Tells these models from the beginning. */
    void again(Set<Model> models) {
        if (passing != null) {
            passing.again(models);
        }
    }

    /** The client has these people on its screen. */
    void look(Set<MemberId> people) {
        if (passing != null) {
            passing.look(people);
            feed.tell(new HubMessage.Looked(people));
        }
    }
}
