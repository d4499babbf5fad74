package parley.agent.actor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.TurnId;

/** What was seen of the agents' writing. */
final class SeenDrafts implements DraftSink {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void append(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
        seen.add("%d:%d:%s".formatted(attempt, offset, text));
    }

    @Override
    public void does(SpaceId space, TurnId turn, Activity activity) {}

    @Override
    public void ended(SpaceId space, TurnId turn) {
        seen.add("ended");
    }
}
