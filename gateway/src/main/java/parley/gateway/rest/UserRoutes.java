package parley.gateway.rest;

import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Passwords;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Secret;
import parley.gateway.access.Sessions;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/** {@code /v1/users}: people's accounts, for administrators. */
final class UserRoutes {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

    private record NewUser(
            String name,
            @Nullable String password,
            @Nullable Boolean administrator) {}

    private record Change(
            @Nullable Boolean administrator,
            @Nullable Boolean disabled,
            @Nullable String password) {}

    private record Created(
            String id,
            String name,
            boolean administrator,
            boolean disabled,
            long createdAt,
            @Nullable String link) {}

    private record UserList(List<UserView> users) {}

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Answers answers;

    UserRoutes(UserStore users, Sessions sessions, Passwords passwords, InstantSource clock, Answers answers) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/users", Access.ADMINISTRATOR, this::list),
                Endpoint.post("/v1/users", Access.ADMINISTRATOR, this::create),
                Endpoint.patch("/v1/users/{user}", Access.ADMINISTRATOR, this::change));
    }

    private HttpResponse list(Call call) {
        var page = Page.of(Call.await(users.all()), User::name, call);
        return Answers.linked(
                call,
                answers.ok(new UserList(page.items().stream().map(UserView::of).toList())),
                page.next());
    }

    private HttpResponse create(Call call) {
        var wanted = call.body(NewUser.class);
        if (!NAME.matcher(wanted.name()).matches()) {
            throw Refusal.at("/name", "1 to 40 letters, digits, '.', '_' or '-' are allowed, a letter or digit first");
        }
        var hash = wanted.password() == null ? null : hash(wanted.password());
        var administrator = Boolean.TRUE.equals(wanted.administrator());
        var user = new User(new MemberId(Secret.name("u_")), wanted.name(), administrator, false, clock.instant());
        if (!Call.await(users.add(new UserStore.Account(user, hash)))) {
            throw Refusal.of(ProblemCode.CONFLICT, "the name is taken; choose another");
        }
        var link = hash != null
                ? null
                : Call.await(sessions.link(user.id())).secret().value();
        return answers.created(new Created(
                user.id().value(),
                user.name(),
                administrator,
                false,
                user.createdAt().toEpochMilli(),
                link));
    }

    private String hash(String password) {
        if (!Passwords.allowed(password)) {
            throw Refusal.at("/password", Passwords.ALLOWED + " are allowed");
        }
        return Call.await(passwords.hash(password));
    }

    private HttpResponse change(Call call) {
        var change = call.body(Change.class);
        var account = Call.await(users.find(call.memberInPath("user")))
                .orElseThrow(() -> Refusal.of(ProblemCode.NO_SUCH_MEMBER, "there is nobody of that id"));
        var before = account.user();
        var after = new User(
                before.id(),
                before.name(),
                change.administrator() == null ? before.administrator() : change.administrator(),
                change.disabled() == null ? before.disabled() : change.disabled(),
                before.createdAt());
        if (before.id().equals(call.identity().user()) && (after.disabled() || !after.administrator())) {
            throw Refusal.of(ProblemCode.CONFLICT, "you cannot disable or demote yourself; another administrator can");
        }
        var hash = change.password() == null ? account.passwordHash() : hash(change.password());
        Call.await(users.update(new UserStore.Account(after, hash)));
        sessions.changed(after.id());
        if (after.administrator() != before.administrator()) {
            Call.await(sessions.ranked(after.id(), after.administrator()));
        }
        if (after.disabled()) {
            Call.await(sessions.shutOut(after.id()));
        } else if (change.password() != null) {
            Call.await(sessions.takeBack(
                    after.id(), it -> !it.id().equals(call.identity().sessionId())));
        }
        return answers.ok(UserView.of(after));
    }
}
