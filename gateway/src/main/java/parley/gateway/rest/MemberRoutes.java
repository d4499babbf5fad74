package parley.gateway.rest;

import java.util.Arrays;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.agent.Agents;
import parley.gateway.access.ProblemCode;
import parley.identity.UserStore;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Role;
import parley.space.SpaceCommand;

/** {@code /v1/spaces/{space}/members}: people and agents alike. */
final class MemberRoutes {
    private record NewMember(String id, @Nullable String role) {}

    private record Joined(String id, String kind, String name, String role, long seq, boolean dup) {}

    private record Known(MemberKind kind, String name) {}

    private final SpaceDoor door;
    private final UserStore users;
    private final Agents agents;
    private final Answers answers;

    MemberRoutes(SpaceDoor door, UserStore users, Agents agents, Answers answers) {
        this.door = door;
        this.users = users;
        this.agents = agents;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/spaces/{space}/members", Access.DECIDED_BY_SPACE, this::join),
                Endpoint.delete("/v1/spaces/{space}/members/{member}", Access.DECIDED_BY_SPACE, this::leave));
    }

    private HttpResponse join(Call call) {
        var wanted = call.body(NewMember.class);
        var role = role(wanted.role() == null ? "member" : wanted.role());
        var id = new MemberId(wanted.id());
        var known = known(id);
        var identity = call.identity();
        var accepted = door.send(
                call.spaceId(),
                new SpaceCommand.Join(id, known.kind(), known.name(), role, identity.caller()),
                identity);
        var joined = new Joined(
                id.value(),
                SpaceView.wire(known.kind()),
                known.name(),
                SpaceView.wire(role),
                accepted.seq(),
                accepted.duplicate());
        return accepted.duplicate() ? answers.ok(joined) : answers.created(joined);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(it -> SpaceView.wire(it).equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.at("/role", "allowed are observer, member, moderator and owner"));
    }

    private Known known(MemberId id) {
        var user = Call.await(users.find(id)).map(UserStore.Account::user).filter(it -> !it.disabled());
        return user.map(it -> new Known(MemberKind.HUMAN, it.name()))
                .or(() -> Call.await(agents.find(id)).map(it -> new Known(MemberKind.AGENT, it.name())))
                .orElseThrow(() -> Refusal.of(
                        ProblemCode.NO_SUCH_MEMBER, "there is neither a person nor an agent of the id " + id));
    }

    private HttpResponse leave(Call call) {
        var identity = call.identity();
        var command = new SpaceCommand.Leave(call.memberInPath("member"), identity.caller());
        return answers.ok(Done.of(door.send(call.spaceId(), command, identity)));
    }
}
