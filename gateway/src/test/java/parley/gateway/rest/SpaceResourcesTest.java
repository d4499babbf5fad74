package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.gateway.rest.TestGateway.Person;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.TurnId;

/** A space read over HTTP is the space: every message once, every event accounted for, nothing sent again that is known. */
class SpaceResourcesTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    private static final Person ada = gateway.person("ada", false);

    @Test
    void historyIsReadBackInPagesWithoutGapOrRepetition() {
        var space = gateway.space(ada, "history", true);
        for (var i = 1; i <= 25; i++) {
            gateway.post(space, ada, "message " + i);
        }

        var ordinals = new ArrayList<Integer>();
        var next = space + "/messages?limit=10";
        while (!next.isEmpty()) {
            var page = gateway.send("GET", next, null, ada);
            page.body().get("messages").forEach(it -> ordinals.add(it.get("mo").asInt()));
            next = next(page.header("Link"));
        }

        assertThat(ordinals).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void everySequenceNumberIsAnEventOrSkipped() {
        var space = gateway.space(ada, "events", true);
        gateway.join(space, ada, gateway.person("bob", false));
        gateway.post(space, ada, "one");
        gateway.post(space, ada, "two");

        var seen = new ArrayList<Long>();
        var next = space + "/events?after=0&limit=2";
        var head = 0L;
        while (!next.isEmpty()) {
            var page = gateway.send("GET", next, null, ada);
            page.body().get("events").forEach(it -> seen.add(it.get("seq").asLong()));
            page.body().get("skips").forEach(it -> {
                for (var seq = it.get("from").asLong(); seq <= it.get("to").asLong(); seq++) {
                    seen.add(seq);
                }
            });
            head = page.body().get("head").asLong();
            next = next(page.header("Link"));
        }

        assertThat(seen.stream().sorted().toList()).hasSize((int) head).first().isEqualTo(1L);
        assertThat(seen).doesNotHaveDuplicates().contains(head);
    }

    @Test
    void anUnchangedSnapshotIsNotSentAgain() {
        var space = gateway.space(ada, "snapshot", true);
        var first = gateway.send("GET", space + "/snapshot", null, ada);
        var tag = first.header("ETag");
        assertThat(tag)
                .isEqualTo("\"" + first.body().get("epoch").asText() + "."
                        + first.body().get("seq").asText() + "\"");

        var same = gateway.send("GET", space + "/snapshot", null, ada, Map.of("If-None-Match", tag));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.http().body()).isEmpty();

        gateway.post(space, ada, "news");
        var changed = gateway.send("GET", space + "/snapshot", null, ada, Map.of("If-None-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/data/messages/0/text").asText()).isEqualTo("news");
    }

    @Test
    void anEditNamesTheRevisionItChanges() {
        var space = gateway.space(ada, "edits", true);
        var path = space + "/messages/" + gateway.post(space, ada, "helo");
        var text = Map.of("text", "hello");

        assertThat(gateway.send("PATCH", path, text, ada).status()).isEqualTo(428);
        assertThat(edit(path, text, "\"rev-1\"")).isEqualTo(200);
        assertThat(edit(path, Map.of("text", "hallo"), "\"rev-1\"")).isEqualTo(412);
        assertThat(edit(path, Map.of("text", "hallo"), "rev-1")).isEqualTo(400);
        assertThat(edit(path, Map.of("text", "hallo"), "*")).isEqualTo(200);
        var message = gateway.send("GET", space + "/messages", null, ada).body().at("/messages/0");
        assertThat(message.get("text").asText()).isEqualTo("hallo");
        assertThat(message.get("edited").asBoolean()).isTrue();
        assertThat(message.get("rev").asInt()).isEqualTo(3);
    }

    @Test
    void reactionsComeAndGoWithWhateverEmoji() {
        var space = gateway.space(ada, "reactions", true);
        var path = space + "/messages/" + gateway.post(space, ada, "hello") + "/reactions/%F0%9F%91%8D";

        assertThat(gateway.send("PUT", path, null, ada).status()).isEqualTo(200);
        assertThat(message(space).at("/reactions/\uD83D\uDC4D/0").asText()).isEqualTo(ada.id());
        assertThat(gateway.send("DELETE", path, null, ada).status()).isEqualTo(200);
        assertThat(message(space).get("reactions").isEmpty()).isTrue();
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAndLosesItsText() {
        var space = gateway.space(ada, "deletes", true);
        var path = space + "/messages/" + gateway.post(space, ada, "oops");

        assertThat(gateway.send("DELETE", path, null, ada).status()).isEqualTo(200);

        assertThat(message(space).get("deleted").asBoolean()).isTrue();
        assertThat(message(space).get("text").asText()).isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndASpaceChangesByItsOwner() {
        var space = gateway.space(ada, "named", false);
        assertThat(gateway.send("POST", "/v1/spaces", Map.of("name", "named"), ada)
                        .code())
                .isEqualTo("space_exists");
        assertThat(gateway.send("POST", "/v1/spaces", Map.of("name", "No Name"), ada)
                        .code())
                .isEqualTo("settings_invalid");

        var changed = gateway.send("PATCH", space, Map.of("topic", "tea", "policy", Map.of("hops", 1)), ada);
        assertThat(changed.body().get("topic").asText()).isEqualTo("tea");
        assertThat(changed.body().at("/policy/hops").asInt()).isEqualTo(1);
        assertThat(changed.body().at("/policy/name").asText()).isEqualTo("hand-over");
        var other = gateway.person("eve", false);
        assertThat(gateway.send("PATCH", space, Map.of("topic", "coffee"), other)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void spacesAreListedInPages() {
        var cy = gateway.person("cy", false);
        for (var name : List.of("page-a", "page-b", "page-c")) {
            gateway.space(cy, name, true);
        }

        var first = gateway.send("GET", "/v1/spaces?limit=2&after=p", null, cy);
        var second = gateway.send("GET", next(first.header("Link")), null, cy);

        assertThat(first.body().get("spaces")).hasSize(2);
        assertThat(second.body().at("/spaces/0/name").asText()).isEqualTo("page-c");
        assertThat(second.header("Link")).isEmpty();
    }

    @Test
    void aPublicSpaceIsJoinedByOneself() {
        var space = gateway.space(ada, "open", false);
        var dan = gateway.person("dan", false);

        var joined = gateway.send("POST", space + "/members", Map.of("id", dan.id()), dan);

        assertThat(joined.status()).as(joined.http().body()).isEqualTo(201);
        assertThat(gateway.send("GET", space, null, dan).body().get("members")).hasSize(2);
        assertThat(gateway.send("DELETE", space + "/members/" + dan.id(), null, dan)
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("GET", space + "/messages", null, dan).code()).isEqualTo("not_a_member");
    }

    @Test
    void aDraftIsReadFromWhereTheReaderIs() {
        var space = gateway.space(ada, "drafts", true);
        gateway.drafts.put(new TurnId("t_9"), new Draft(new TurnId("t_9"), new MemberId("a_jarvis"), 2, "Hello world"));

        var draft = gateway.send("GET", space + "/turns/t_9/draft?from=6", null, ada)
                .body();

        assertThat(draft.get("text").asText()).isEqualTo("world");
        assertThat(draft.get("offset").asInt()).isEqualTo(6);
        assertThat(draft.get("try").asInt()).isEqualTo(2);
        assertThat(gateway.send("GET", space + "/turns/t_8/draft", null, ada).code())
                .isEqualTo("no_such_turn");
    }

    @Test
    void whatOneMeansToDoIsInTheSnapshotUntilItIsResolved() {
        var space = gateway.space(ada, "plans", true);
        var until = System.currentTimeMillis() + 60_000;
        var wish = Map.of("text", "compare both plans", "until", until);

        var first = gateway.send("PUT", space + "/intentions/plan", wish, ada);
        var again = gateway.send("PUT", space + "/intentions/plan", wish, ada);

        assertThat(first.body().get("dup").asBoolean()).isFalse();
        assertThat(again.body().get("dup").asBoolean()).isTrue();
        assertThat(again.body().get("seq")).isEqualTo(first.body().get("seq"));
        var intention = intentions(space).get(0);
        assertThat(intention.get("member").asText()).isEqualTo(ada.id());
        assertThat(intention.get("key").asText()).isEqualTo("plan");
        assertThat(intention.get("text").asText()).isEqualTo("compare both plans");
        assertThat(intention.get("until").asLong()).isEqualTo(until);
        gateway.send("DELETE", space + "/intentions/plan", null, ada);
        assertThat(intentions(space)).isEmpty();
        var late = gateway.send("PUT", space + "/intentions/plan", Map.of("text", "too late", "until", 1), ada);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.code()).isEqualTo("time_invalid");
        assertThat(late.body().get("detail").asText()).contains("within 30 days");
    }

    private static JsonNode intentions(String space) {
        return gateway.send("GET", space + "/snapshot", null, ada)
                .body()
                .get("data")
                .get("intentions");
    }

    @Test
    void searchFindsOnlyWhatOneMayRead() {
        var space = gateway.space(ada, "secrets", true);
        gateway.post(space, ada, "the cake is a lie");
        var fay = gateway.person("fay", false);

        assertThat(gateway.send("GET", "/v1/search?q=cake", null, ada)
                        .body()
                        .at("/hits/0/message/text")
                        .asText())
                .contains("cake");
        assertThat(gateway.send("GET", "/v1/search?q=cake", null, fay)
                        .body()
                        .get("hits")
                        .isEmpty())
                .isTrue();
        var id = space.substring(space.lastIndexOf('/') + 1);
        assertThat(gateway.send("GET", "/v1/search?q=cake&space=" + id, null, fay)
                        .code())
                .isEqualTo("no_such_space");
        assertThat(gateway.send("GET", "/v1/search?q=", null, ada).status()).isEqualTo(400);
    }

    private static int edit(String path, Map<String, String> body, String revision) {
        return gateway.send("PATCH", path, body, ada, Map.of("If-Match", revision))
                .status();
    }

    private static JsonNode message(String space) {
        return gateway.send("GET", space + "/messages", null, ada).body().at("/messages/0");
    }

    private static String next(String link) {
        return link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }
}
