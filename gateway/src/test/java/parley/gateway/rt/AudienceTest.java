package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.space.SpaceId;

/** Only members hear a space, and nobody else learns that it exists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aRemovedMemberHearsOfItAndOfNothingThatFollows() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        node.leaves(space, "u_bo");
        node.posts(space, "u_ana", "between us");
        ana.texts(1);

        var reset = bo.next("reset");
        assertThat(reset.path("reason").asText()).isEqualTo("membership");
        assertThat(reset.path("epoch").asText()).isEqualTo("e_" + space);
        assertThat(bo.events().getLast().path("type").asText()).isEqualTo("member.left");
        assertThat(bo.answer(bo.posts(space, "let me in"))
                        .path("problem")
                        .path("code")
                        .asText())
                .isEqualTo("no_such_space");
    }

    @Test
    @Tag("S8")
    void aHiddenSpaceLooksToStrangersAsIfItDidNotExist() {
        var space = node.space("u_ana");
        var eve = node.connect("u_eve");

        eve.hello("{\"space\":\"%s\"}".formatted(space), "{\"space\":\"sp_none\"}");

        assertThat(List.of(Frames.code(eve.next("err")), Frames.code(eve.next("err"))))
                .containsOnly("no_such_space");
        var hidden = eve.answer(eve.posts(space, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "hello"));
        var missing = eve.answer(eve.posts(new SpaceId("sp_none"), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "hello"));
        assertThat(hidden.path("problem")).isEqualTo(missing.path("problem"));
    }
}
