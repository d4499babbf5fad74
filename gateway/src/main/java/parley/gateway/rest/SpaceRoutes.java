package parley.gateway.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Secret;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceSettings;
import parley.space.floor.FloorSettings;
import parley.space.reader.Unread;
import parley.space.reader.UnreadIndex;
import parley.space.view.SpaceDirectory;
import parley.space.view.Spaces;

/** {@code /v1/spaces} and {@code /v1/spaces/{space}}: finding, making and changing spaces. */
final class SpaceRoutes {

    private record NewSpace(
            String name,
            @Nullable String title,
            @Nullable String topic,
            @JsonProperty("private") @Nullable Boolean hidden,
            @Nullable PolicyView policy) {}

    private record Change(
            @Nullable String name,
            @Nullable String title,
            @Nullable String topic,
            @JsonProperty("private") @Nullable Boolean hidden,
            @Nullable PolicyView policy,
            @Nullable Boolean archived) {}

    private record SpaceList(List<SpaceView> spaces) {}

    private final SpaceDoor door;
    private final Spaces spaces;
    private final SpaceDirectory directory;
    private final UnreadIndex unread;
    private final Answers answers;

    SpaceRoutes(SpaceDoor door, Spaces spaces, SpaceDirectory directory, UnreadIndex unread, Answers answers) {
        this.door = door;
        this.spaces = spaces;
        this.directory = directory;
        this.unread = unread;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/spaces", Access.SIGNED_IN, this::list),
                Endpoint.post("/v1/spaces", Access.SIGNED_IN, this::create),
                Endpoint.get("/v1/spaces/{space}", Access.ACQUAINTED, this::show),
                Endpoint.patch("/v1/spaces/{space}", Access.ACQUAINTED, this::change));
    }

    private HttpResponse list(Call call) {
        var visible = Call.await(directory.visibleTo(call.identity().user()));
        var page = Page.of(visible, SpaceDirectory.Entry::name, call);
        var unreadHere = Call.await(unread.of(call.identity().user()));
        var views = page.items().stream()
                .map(entry -> SpaceView.of(entry, unreadHere.getOrDefault(entry.id(), Unread.NONE)))
                .toList();
        return Answers.linked(call, answers.ok(new SpaceList(views)), page.next());
    }

    private HttpResponse create(Call call) {
        var wanted = call.body(NewSpace.class);
        var policy = wanted.policy();
        var settings = new SpaceSettings(
                wanted.name(),
                wanted.title() == null ? wanted.name() : wanted.title(),
                wanted.topic() == null ? "" : wanted.topic(),
                Boolean.TRUE.equals(wanted.hidden()),
                policy == null ? FloorSettings.DEFAULT : policy.over(FloorSettings.DEFAULT));
        check(settings);
        var id = claim(wanted.name(), new SpaceId(Secret.name("sp_")));
        var identity = call.identity();
        door.send(
                id, new SpaceCommand.Create(Secret.name("e"), settings, identity.name(), identity.caller()), identity);
        return answers.created(SpaceView.of(id, Call.answered(spaces.read(id)), identity));
    }

    /** A name is claimed for ever, so what the space would refuse is refused before. */
    private static void check(SpaceSettings settings) {
        settings.problem().ifPresent(detail -> {
            throw Refusal.of(ProblemCode.SETTINGS_INVALID, detail);
        });
    }

    /** The space that may bear the name: a new one, or one whose making was cut short after it had claimed the name. */
    private SpaceId claim(String name, SpaceId fresh) {
        if (Call.await(directory.claim(name, fresh))) {
            return fresh;
        }
        return Call.await(directory.named(name))
                .filter(id ->
                        id.equals(fresh) || !Call.answered(spaces.read(id)).exists())
                .orElseThrow(() -> Refusal.of(ProblemCode.SPACE_EXISTS, "the name is taken; choose another"));
    }

    private HttpResponse show(Call call) {
        return answers.ok(SpaceView.of(call.spaceId(), call.space(), call.identity()));
    }

    private HttpResponse change(Call call) {
        var change = call.body(Change.class);
        var id = call.spaceId();
        var identity = call.identity();
        var before = call.space().settings();
        var settings = settings(change, before);
        if (!settings.equals(before)) {
            check(settings);
            rename(call, settings, before);
            door.send(id, new SpaceCommand.Change(settings, identity.caller()), identity);
        }
        if (Boolean.TRUE.equals(change.archived())) {
            door.send(id, new SpaceCommand.Archive(identity.caller()), identity);
        }
        return answers.ok(SpaceView.of(id, Call.answered(spaces.read(id)), identity));
    }

    private static SpaceSettings settings(Change change, SpaceSettings before) {
        return new SpaceSettings(
                change.name() == null ? before.name() : change.name(),
                change.title() == null ? before.title() : change.title(),
                change.topic() == null ? before.topic() : change.topic(),
                change.hidden() == null ? before.hidden() : change.hidden(),
                change.policy() == null ? before.floor() : change.policy().over(before.floor()));
    }

    private void rename(Call call, SpaceSettings settings, SpaceSettings before) {
        if (settings.name().equals(before.name())) {
            return;
        }
        if (!SpaceDoor.owns(call.space(), call.identity())) {
            throw Refusal.of(ProblemCode.FORBIDDEN, "only owners may rename a space");
        }
        if (!claim(settings.name(), call.spaceId()).equals(call.spaceId())) {
            throw Refusal.of(ProblemCode.SPACE_EXISTS, "the name is taken; choose another");
        }
    }
}
