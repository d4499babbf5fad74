package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.SpaceId;
import parley.space.SpaceLimits;
import parley.space.actor.HubSettings;
import parley.space.reader.Reader;

/** What somebody has read, drafted and muted is the same on all their devices, and on nobody else's. */
class OwnLogTest {

    private static final String ME = "{\"space\":\"me\"}";

    private Node node = Node.generous();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    @Tag("S6")
    void everyDeviceHearsWhatAnotherOneDid() {
        var space = node.space("u_ana");
        long head = node.posts(space, "u_ana", "hello");
        var desk = device("u_ana", space);
        var phone = device("u_ana", space);

        command(desk, space, "read.set", "{\"upTo\":%d}".formatted(head));
        command(desk, space, "read.unset", "{\"upTo\":1}");
        command(phone, space, "draft.set", "{\"text\":\"dear\"}");
        command(phone, space, "draft.clear", "{}");
        command(desk, space, "space.mute", "{}");
        command(desk, space, "space.unmute", "{}");

        for (var device : List.of(desk, phone)) {
            Patience.await(() -> own(device).size() == 6);
            assertThat(own(device))
                    .extracting(frame -> frame.path("type").asText())
                    .containsExactly(
                            "read.set", "read.unset", "draft.set", "draft.cleared", "space.muted", "space.unmuted");
            assertThat(own(device))
                    .extracting(frame -> frame.path("seq").asLong())
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
        var unset = own(phone).get(1).path("data");
        assertThat(unset.path("space").asText()).isEqualTo(space.value());
        assertThat(unset.path("upTo").asLong()).isEqualTo(1);
        assertThat(unset.path("rev").asLong()).isEqualTo(1);
    }

    @Test
    @Tag("S8")
    void nobodyHearsOfAnothersLog() {
        var space = node.space("u_ana", "u_bo");
        var ana = device("u_ana", space);
        var bo = device("u_bo", space);

        command(ana, space, "draft.set", "{\"text\":\"about bo\"}");
        command(bo, space, "space.mute", "{}");

        Patience.await(() -> own(bo).size() == 1);
        assertThat(own(bo).getFirst().path("type").asText()).isEqualTo("space.muted");
        for (var name : List.of("u_ana", "me:u_ana", "me/u_ana", "reader|u_ana")) {
            bo.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(name));
            assertThat(bo.next("err").path("problem").path("code").asText()).isEqualTo("malformed");
        }
        var other = node.connect("u_bo");
        other.hello("{\"space\":\"me\",\"epoch\":\"u_ana\",\"seq\":0}");
        assertThat(other.next("sub").path("mode").asText()).isEqualTo("snapshot");
        assertThat(other.next("snap").toString()).doesNotContain("about bo");
    }

    @Test
    @Tag("S11")
    void aDeviceThatReturnsGoesOnWhereItWas() {
        var space = node.space("u_ana");
        var desk = device("u_ana", space);
        command(desk, space, "draft.set", "{\"text\":\"one\"}");
        command(desk, space, "draft.set", "{\"text\":\"two\"}");

        var current = returning("u_ana", 2);
        var behind = returning("u_ana", 0);
        var ahead = returning("u_ana", 7);

        assertThat(current.next("sub").path("mode").asText()).isEqualTo("current");
        assertThat(behind.next("sub").path("mode").asText()).isEqualTo("delta");
        Patience.await(() -> own(behind).size() == 2);
        assertThat(own(behind)).isEqualTo(own(desk));
        assertThat(ahead.next("sub").path("mode").asText()).isEqualTo("snapshot");
    }

    @Test
    @Tag("S11")
    void whatTheRingNoLongerHoldsIsReadFromTheLog() {
        var usual = HubSettings.DEFAULT;
        node.close();
        node = new Node(
                Generous.limits(),
                new HubSettings(
                        4,
                        usual.ringBytes(),
                        usual.replayEvents(),
                        usual.replayBytes(),
                        usual.beat(),
                        usual.idleAfter(),
                        usual.ephemeralEvery(),
                        usual.typingFor()));
        var space = node.space("u_ana");
        var desk = device("u_ana", space);
        for (int number = 1; number <= 20; number++) {
            command(desk, space, "draft.set", "{\"text\":\"draft %d\"}".formatted(number));
        }

        var phone = returning("u_ana", 3);

        assertThat(phone.next("sub").path("mode").asText()).isEqualTo("delta");
        Patience.await(() -> own(phone).size() == 17);
        assertThat(own(phone)).isEqualTo(own(desk).subList(3, 20));
        phone.send("{\"op\":\"pull\",\"space\":\"me\",\"after\":0,\"limit\":2}");
        Patience.await(() -> own(phone).size() == 19);
        assertThat(own(phone).subList(17, 19)).isEqualTo(own(desk).subList(0, 2));
    }

    @Test
    void aDeviceThatBeginsGetsEverythingAtOnce() {
        var space = node.space("u_ana");
        var desk = device("u_ana", space);
        command(desk, space, "read.set", "{\"upTo\":2}");
        command(desk, space, "read.unset", "{\"upTo\":1}");
        command(desk, space, "draft.set", "{\"text\":\"dear all\"}");
        command(desk, space, "space.mute", "{}");

        var phone = node.connect("u_ana");
        phone.hello(ME);

        long parts = phone.next("sub").path("parts").asLong();
        Patience.await(() -> phone.all("snap").size() == parts);
        var all = phone.all("snap").toString();
        assertThat(phone.all("snap")).allMatch(part -> part.path("at").asLong() == 4);
        assertThat(all).contains("\"read\":[{\"space\":\"%s\",\"upTo\":1,\"rev\":1}]".formatted(space));
        assertThat(all).contains("\"drafts\":[{\"space\":\"%s\",\"text\":\"dear all\"}]".formatted(space));
        assertThat(all).contains("\"muted\":[\"%s\"]".formatted(space));
        assertThat(all).contains("\"rev\":1");
    }

    @Test
    void whatIsNotAllowedIsSaidAndTheConnectionGoesOn() {
        var space = node.space("u_ana");
        var ana = device("u_ana", space);

        assertThat(detail(command(ana, space, "read.unset", "{\"upTo\":-1}"))).contains("or 0 for nothing");
        assertThat(detail(command(ana, space, "read.unset", "{}"))).contains("\"upTo\" is missing");
        assertThat(detail(command(ana, space, "draft.set", "{\"text\":\"\"}"))).contains("1 to 16,384 characters");
        var tooLong = "x".repeat(SpaceLimits.TEXT_CHARACTERS + 1);
        assertThat(detail(command(ana, space, "draft.set", "{\"text\":\"%s\"}".formatted(tooLong))))
                .contains("1 to 16,384 characters");
        assertThat(detail(command(ana, new SpaceId("sp_elsewhere"), "space.mute", "{}")))
                .contains("follow a space before");
        ana.send("{\"op\":\"cmd\",\"id\":99,\"space\":\"me\",\"type\":\"space.mute\",\"data\":{}}");
        assertThat(ana.answer(99).path("problem").path("code").asText()).isEqualTo("malformed");
        assertThat(command(ana, space, "draft.set", "{\"text\":\"%s\"}".formatted(tooLong.substring(1)))
                        .path("op")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void draftsAreKeptOfABoundedNumberOfSpaces() {
        var spaces = new SpaceId[Reader.DRAFTS_MAX + 1];
        var wishes = new StringBuilder(ME);
        for (int number = 0; number < spaces.length; number++) {
            spaces[number] = node.space("u_ana");
            wishes.append(",{\"space\":\"%s\",\"tail\":0}".formatted(spaces[number]));
        }
        var ana = node.connect("u_ana");
        ana.hello(wishes.toString());
        Patience.await(() -> ana.all("live").size() == spaces.length + 1);

        for (int number = 0; number < Reader.DRAFTS_MAX; number++) {
            assertThat(command(ana, spaces[number], "draft.set", "{\"text\":\"dear\"}")
                            .path("op")
                            .asText())
                    .isEqualTo("ok");
        }
        assertThat(detail(command(ana, spaces[Reader.DRAFTS_MAX], "draft.set", "{\"text\":\"dear\"}")))
                .contains("at most 50 spaces");
    }

    /** A device that follows a space and its owner's log. */
    private Client device(String person, SpaceId space) {
        var client = node.connect(person);
        client.hello(ME, "{\"space\":\"%s\",\"tail\":0}".formatted(space));
        Patience.await(() -> client.all("live").size() == 2);
        return client;
    }

    private Client returning(String person, long seq) {
        var client = node.connect(person);
        client.hello("{\"space\":\"me\",\"epoch\":\"%s\",\"seq\":%d}".formatted(person, seq));
        return client;
    }

    private static JsonNode command(Client device, SpaceId space, String type, String data) {
        return device.answer(device.command(space, type, "", data));
    }

    private static String detail(JsonNode answer) {
        return answer.path("problem").path("detail").asText();
    }

    private static List<JsonNode> own(Client device) {
        return device.events().stream()
                .filter(frame -> frame.path("space").asText().equals("me"))
                .toList();
    }
}
