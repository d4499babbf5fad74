package parley.gateway.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.space.Intention;
import parley.space.Member;
import parley.space.MemberKind;
import parley.space.OpenTurn;
import parley.space.Space;

/** The state of a space as a client that begins with it reads it; older messages are history. */
record SnapshotView(
        SpaceView space,
        long mo,
        List<SpaceView.MemberView> members,
        List<AgentState> agents,
        List<TurnView> turns,
        List<IntentionView> intentions,
        List<MessageView> messages) {

    private record IntentionView(String member, String key, String text, long until, long since) {
        static IntentionView of(Intention intention) {
            return new IntentionView(
                    intention.member().value(),
                    intention.key(),
                    intention.text(),
                    intention.until().toEpochMilli(),
                    intention.declaredAt().toEpochMilli());
        }
    }

    private record AgentState(String id, String name, String state) {}

    private record TurnView(
            String turn,
            String agent,
            String root,
            @Nullable String trigger,
            int hop,
            long since,
            long expiresAt) {
        static TurnView of(OpenTurn turn) {
            return new TurnView(
                    turn.id().value(),
                    turn.agent().value(),
                    turn.root().value(),
                    turn.trigger().value(),
                    turn.hop(),
                    turn.grantedAt().toEpochMilli(),
                    turn.expiresAt().toEpochMilli());
        }
    }

    static SnapshotView of(SpaceView about, Space space) {
        var open = space.floor().open().values();
        var agents = space.members().values().stream()
                .filter(it -> it.kind() == MemberKind.AGENT)
                .map(it -> new AgentState(it.id().value(), it.name(), state(it, space)))
                .toList();
        return new SnapshotView(
                about,
                space.ordinal(),
                space.members().values().stream().map(SpaceView.MemberView::of).toList(),
                agents,
                open.stream().map(TurnView::of).toList(),
                space.intentions().all().stream().map(IntentionView::of).toList(),
                space.recent().stream().map(MessageView::of).toList());
    }

    private static String state(Member agent, Space space) {
        var thinking = space.floor().open().values().stream()
                .anyMatch(turn -> turn.agent().equals(agent.id()));
        return thinking ? "thinking" : "idle";
    }
}
