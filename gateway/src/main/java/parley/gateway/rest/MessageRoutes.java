package parley.gateway.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.ProblemCode;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.MessageId;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.view.MessageIndex;

/** {@code /v1/spaces/{space}/messages}: posting, changing and reading back. */
final class MessageRoutes {
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 200;
    private static final Pattern REVISION = Pattern.compile("\"rev-(\\d{1,9})\"");
    private static final String PATH = "/v1/spaces/{space}/messages";

    private record NewMessage(
            String text,
            @Nullable List<String> mentions,
            @Nullable String replyTo,
            @Nullable Long ifSeq) {}

    private record NewText(String text, @Nullable List<String> mentions) {}

    private record History(List<MessageView> messages) {}

    private final SpaceDoor door;
    private final MessageIndex index;
    private final MessageRate rate;
    private final LimitSettings.Frames limits;
    private final Answers answers;

    MessageRoutes(SpaceDoor door, MessageIndex index, MessageRate rate, LimitSettings.Frames limits, Answers answers) {
        this.door = door;
        this.index = index;
        this.rate = rate;
        this.limits = limits;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, Access.MEMBER, this::history),
                Endpoint.put(PATH + "/{key}", Access.DECIDED_BY_SPACE, this::post),
                Endpoint.patch(PATH + "/{message}", Access.DECIDED_BY_SPACE, this::edit),
                Endpoint.delete(PATH + "/{message}", Access.DECIDED_BY_SPACE, this::delete),
                Endpoint.put(PATH + "/{message}/reactions/{emoji}", Access.DECIDED_BY_SPACE, call -> react(call, true)),
                Endpoint.delete(
                        PATH + "/{message}/reactions/{emoji}", Access.DECIDED_BY_SPACE, call -> react(call, false)));
    }

    private HttpResponse post(Call call) {
        var wanted = call.body(NewMessage.class);
        var identity = call.identity();
        rate.take(identity.user(), call.spaceId()).ifPresent(problem -> {
            throw new Refusal(problem);
        });
        var accepted = door.send(
                call.spaceId(),
                new SpaceCommand.Post(
                        identity.caller(),
                        call.path("key"),
                        checked(wanted.text()),
                        mentions(wanted.mentions()),
                        wanted.replyTo() == null ? null : new MessageId(wanted.replyTo()),
                        wanted.ifSeq()),
                identity);
        var done = Done.of(accepted);
        return accepted.duplicate() ? answers.ok(done) : answers.created(done);
    }

    private HttpResponse edit(Call call) {
        var revision = revision(call);
        var wanted = call.body(NewText.class);
        return send(
                call,
                new SpaceCommand.Edit(
                        call.identity().caller(),
                        message(call),
                        checked(wanted.text()),
                        mentions(wanted.mentions()),
                        revision));
    }

    private String checked(String text) {
        limits.tooLong(text, "/text").ifPresent(problem -> {
            throw new Refusal(problem);
        });
        return text;
    }

    /** The revision to be edited; null for any. */
    private static @Nullable Integer revision(Call call) {
        var given = call.header("If-Match")
                .orElseThrow(() -> Refusal.of(
                        ProblemCode.REVISION_REQUIRED,
                        "say which revision you edit: If-Match: \"rev-N\", or If-Match: * for any"));
        if (given.equals("*")) {
            return null;
        }
        var matcher = REVISION.matcher(given);
        if (!matcher.matches()) {
            throw Refusal.of(ProblemCode.MALFORMED, "If-Match must be \"rev-N\", in quotes, or *");
        }
        return Integer.valueOf(matcher.group(1));
    }

    private HttpResponse delete(Call call) {
        return send(call, new SpaceCommand.Delete(call.identity().caller(), message(call)));
    }

    private HttpResponse react(Call call, boolean on) {
        return send(call, new SpaceCommand.React(call.identity().caller(), message(call), call.path("emoji"), on));
    }

    private HttpResponse send(Call call, SpaceCommand command) {
        return answers.ok(Done.of(door.send(call.spaceId(), command, call.identity())));
    }

    private static MessageId message(Call call) {
        return new MessageId(call.path("message"));
    }

    private static List<MemberId> mentions(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids.stream().map(MemberId::new).toList();
    }

    private HttpResponse history(Call call) {
        var before = call.query("before").map(MessageRoutes::ordinal).orElse(Long.MAX_VALUE);
        var limit = call.limit(PAGE, PAGE_MAX);
        var page = page(call.spaceId(), call.space(), before, limit);
        var next = page.size() < limit || page.getLast().ordinal() <= 1
                ? ""
                : "before=mo:" + page.getLast().ordinal();
        return Answers.linked(
                call, answers.ok(new History(page.stream().map(MessageView::of).toList())), next);
    }

    private static long ordinal(String cursor) {
        if (!cursor.startsWith("mo:")) {
            throw Refusal.of(ProblemCode.MALFORMED, "before must be mo: and an ordinal, such as mo:9000");
        }
        return Numbers.within("before=mo:", cursor.substring(3), 1, Long.MAX_VALUE);
    }

    /** Newest first. What the space has at hand comes from there, so that one reads what one has just written. */
    private List<Message> page(SpaceId id, Space space, long before, int limit) {
        var page = new ArrayList<>(space.recent().stream()
                .filter(it -> it.ordinal() < before)
                .sorted(Comparator.comparingLong(Message::ordinal).reversed())
                .limit(limit)
                .toList());
        var oldest = page.isEmpty()
                ? Math.min(before, space.ordinal() + 1)
                : page.getLast().ordinal();
        if (page.size() < limit && oldest > 1) {
            page.addAll(Call.await(index.before(id, oldest, limit - page.size())));
        }
        return page;
    }
}
