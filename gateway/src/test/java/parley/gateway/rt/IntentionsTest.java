package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.space.SpaceId;

/** What members mean to do is seen by those who follow the space, and by nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntentionsTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void everybodyThereHearsWhatSomebodyMeansToDo() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        ana.answer(intend(ana, space, "declare", "compare both plans"));
        ana.answer(intend(ana, space, "update", "compare all plans"));
        var late = node.follow("u_bo", space);
        ana.answer(ana.command(space, "intention.resolve", "", "{\"key\":\"plan\"}"));

        assertThat(type(bo.next("ev"))).isEqualTo("intention.declared");
        var updated = bo.next("ev");
        assertThat(type(updated)).isEqualTo("intention.updated");
        assertThat(updated.path("actor").asText()).isEqualTo("u_ana");
        assertThat(updated.path("data").path("text").asText()).isEqualTo("compare all plans");
        assertThat(type(bo.next("ev"))).isEqualTo("intention.resolved");
        var snapshot = late.all("snap").getFirst().path("data").path("intentions");
        assertThat(snapshot).hasSize(1);
        assertThat(snapshot.path(0).path("member").asText()).isEqualTo("u_ana");
        assertThat(snapshot.path(0).path("text").asText()).isEqualTo("compare all plans");
    }

    @Test
    void whatIsNotAllowedIsSaid() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);

        var unknown = ana.answer(intend(ana, space, "update", "compare"));
        var timeless =
                ana.answer(ana.command(space, "intention.declare", "", "{\"key\":\"plan\",\"text\":\"compare\"}"));

        assertThat(Frames.code(unknown)).isEqualTo("no_such_intention");
        assertThat(unknown.path("problem").path("detail").asText()).contains("declare it first");
        assertThat(Frames.code(timeless)).isEqualTo("invalid");
        assertThat(timeless.path("problem").path("detail").asText()).contains("\"until\" is missing");
    }

    @Test
    @Tag("S8")
    void aStrangerNeitherSeesNorSaysWhatIsIntended() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);
        ana.answer(intend(ana, space, "declare", "compare both plans"));
        var eve = node.connect("u_eve");

        eve.hello("{\"space\":\"%s\"}".formatted(space));

        assertThat(Frames.code(eve.next("err"))).isEqualTo("no_such_space");
        assertThat(Frames.code(eve.answer(intend(eve, space, "declare", "look around"))))
                .isEqualTo("no_such_space");
        assertThat(eve.all("snap")).isEmpty();
    }

    private static int intend(Client client, SpaceId space, String what, String text) {
        return client.command(
                space,
                "intention." + what,
                "",
                "{\"key\":\"plan\",\"text\":\"%s\",\"until\":%d}".formatted(text, System.currentTimeMillis() + 60_000));
    }

    private static String type(JsonNode frame) {
        return frame.path("type").asText();
    }
}
