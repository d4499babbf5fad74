package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import parley.gateway.access.ProblemCode;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.view.MessageIndex;
import parley.space.view.SpaceDirectory;

/** {@code /v1/search}: full text over the spaces that the asking person is a member of. */
final class SearchRoutes {
    private static final int QUERY_MAX = 200;
    private static final int PAGE = 20;
    private static final int PAGE_MAX = 100;
    private static final int CREDITS = 3;

    private record HitView(String space, MessageView message) {}

    private record Hits(List<HitView> hits) {}

    private final SpaceDoor door;
    private final SpaceDirectory directory;
    private final MessageIndex index;
    private final Answers answers;

    SearchRoutes(SpaceDoor door, SpaceDirectory directory, MessageIndex index, Answers answers) {
        this.door = door;
        this.directory = directory;
        this.index = index;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/search", Access.SIGNED_IN, this::search).costing(CREDITS));
    }

    private HttpResponse search(Call call) {
        var query = call.query("q").orElse("");
        if (query.isBlank() || query.length() > QUERY_MAX) {
            throw Refusal.of(ProblemCode.MALFORMED, "q must be 1 to " + QUERY_MAX + " characters to search for");
        }
        var limit = call.limit(PAGE, PAGE_MAX);
        var before = call.query("before")
                .map(text -> Instant.ofEpochMilli(Numbers.within("before", text, 0, Long.MAX_VALUE)))
                .orElse(null);
        var from = call.query("from").map(MemberId::new).orElse(null);
        var hits = Call.await(index.search(spaces(call), query, from, before, limit));
        var views = hits.stream()
                .map(it -> new HitView(it.space().value(), MessageView.of(it.message())))
                .toList();
        var next = hits.size() < limit
                ? ""
                : "before=" + hits.getLast().message().at().toEpochMilli();
        return Answers.linked(call, answers.ok(new Hits(views)), next);
    }

    private List<SpaceId> spaces(Call call) {
        var one = call.query("space").map(SpaceId::new);
        if (one.isPresent()) {
            door.member(one.get(), call.identity());
            return List.of(one.get());
        }
        return Call.await(directory.visibleTo(call.identity().user())).stream()
                .filter(SpaceDirectory.Entry::member)
                .map(SpaceDirectory.Entry::id)
                .toList();
    }
}
