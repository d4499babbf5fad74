package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.gateway.rest.TestGateway.Person;

/** What one keeps of a space for oneself is there on the next request, and nobody else's. */
class OwnResourcesTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    private static final Person ada = gateway.person("ada", false);

    @Test
    void aReadMarkerOnlyMovesForward() {
        var space = gateway.space(ada, "read", true);
        gateway.post(space, ada, "hello");

        assertThat(gateway.send("PUT", space + "/read", Map.of("upTo", 3), ada)
                        .body()
                        .get("upTo")
                        .asLong())
                .isEqualTo(3);
        assertThat(gateway.send("PUT", space + "/read", Map.of("upTo", 1), ada)
                        .body()
                        .get("upTo")
                        .asLong())
                .isEqualTo(3);
        assertThat(gateway.send("GET", space + "/read", null, ada)
                        .body()
                        .get("upTo")
                        .asLong())
                .isEqualTo(3);
        assertThat(gateway.send("PUT", space + "/read", Map.of("upTo", 99), ada).status())
                .isEqualTo(422);
    }

    @Test
    void theListSaysWhatIsUnreadUntilItIsMarkedReadAndAgainWhenItIsMarkedUnread() {
        var space = gateway.space(ada, "unread", true);
        var gus = gateway.person("gus", false);
        gateway.join(space, ada, gus);
        gateway.post(space, ada, "one");
        gateway.post(space, gus, "my own");
        gateway.send(
                "PUT", space + "/messages/" + Ulids.next(), Map.of("text", "two", "mentions", List.of(gus.id())), ada);

        assertThat(unread("unread", gus)).containsExactly(2, 1);
        gateway.send("PUT", space + "/read", Map.of("upTo", 6), gus);
        assertThat(unread("unread", gus)).containsExactly(0, 0);
        var marked = gateway.send("PUT", space + "/unread", Map.of("upTo", 4), gus);
        assertThat(unread("unread", gus)).containsExactly(1, 1);
        assertThat(marked.body().get("rev").asInt()).isEqualTo(1);
        gateway.send("PUT", space + "/read", Map.of("upTo", 6, "rev", 0), gus);
        assertThat(unread("unread", gus)).containsExactly(1, 1);
    }

    private List<Integer> unread(String name, Person who) {
        for (var entry : gateway.send("GET", "/v1/spaces", null, who).body().get("spaces")) {
            if (entry.get("name").asText().equals(name)) {
                return List.of(
                        entry.get("unread").asInt(), entry.get("mentions").asInt());
            }
        }
        throw new AssertionError("not listed: " + name);
    }

    @Test
    void aDraftAndWhetherASpaceIsMutedAreKeptForOneselfAlone() {
        var space = gateway.space(ada, "quiet", true);
        var hal = gateway.person("hal", false);
        gateway.join(space, ada, hal);

        assertThat(gateway.send("PUT", space + "/draft", Map.of("text", "dear"), ada)
                        .status())
                .isEqualTo(204);
        assertThat(gateway.send("PUT", space + "/mute", Map.of(), ada).status()).isEqualTo(204);

        var own = gateway.send("GET", space + "/read", null, ada).body();
        assertThat(own.get("draft").asText()).isEqualTo("dear");
        assertThat(own.get("muted").asBoolean()).isTrue();
        var others = gateway.send("GET", space + "/read", null, hal).body();
        assertThat(others.hasNonNull("draft")).isFalse();
        assertThat(others.get("muted").asBoolean()).isFalse();
        gateway.send("DELETE", space + "/draft", null, ada);
        gateway.send("DELETE", space + "/mute", null, ada);
        own = gateway.send("GET", space + "/read", null, ada).body();
        assertThat(own.hasNonNull("draft")).isFalse();
        assertThat(own.get("muted").asBoolean()).isFalse();
        var refused = gateway.send("PUT", space + "/draft", Map.of("text", ""), ada);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("detail").asText()).contains("1 to 16,384 characters");
    }
}
