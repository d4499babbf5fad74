package parley.space.floor;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import parley.space.MemberId;
import parley.space.MessageId;

/**
 * What one root has caused.
 *
 * @param author the person whose message it is; null where it was minted
 * @param purpose what a minted root asks of the first agent; null where it is a message
 * @param limit how many turns it may cause
 * @param granted how many it has caused
 * @param byAgent the same for each agent
 * @param asked who was granted a turn by which message
 * @param repeats how many answers said what their agent had just said
 * @param closed true once stopped: nothing more comes of it
 */
public record RootCount(
        @Nullable MemberId author,
        @Nullable String purpose,
        int limit,
        int granted,
        PMap<MemberId, Integer> byAgent,
        PSet<Asked> asked,
        int repeats,
        boolean closed) {

    /** How many repeated answers close a root. */
    static final int REPEATS_MAX = 2;

    /** An agent that was granted a turn, and by what. */
    public record Asked(MessageId trigger, MemberId agent) {}

    static RootCount of(@Nullable MemberId author, @Nullable String purpose, int limit) {
        return new RootCount(author, purpose, limit, 0, HashTreePMap.empty(), HashTreePSet.empty(), 0, false);
    }

    public int grantedTo(MemberId agent) {
        return byAgent.getOrDefault(agent, 0);
    }

    public boolean minted() {
        return purpose != null;
    }

    RootCount granted(MemberId agent, MessageId trigger) {
        return new RootCount(
                author,
                purpose,
                limit,
                granted + 1,
                byAgent.plus(agent, grantedTo(agent) + 1),
                asked.plus(new Asked(trigger, agent)),
                repeats,
                closed);
    }

    RootCount repeated() {
        return new RootCount(
                author, purpose, limit, granted, byAgent, asked, repeats + 1, closed || repeats + 1 >= REPEATS_MAX);
    }

    RootCount shut() {
        return new RootCount(author, purpose, limit, granted, byAgent, asked, repeats, true);
    }
}
