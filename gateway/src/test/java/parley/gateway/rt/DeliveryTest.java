package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.space.SpaceEvent.MessagePosted;

/** Every member of a space hears every event once and in order, whatever becomes of the other members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aMessageIsAnsweredOnceStoredAndHeardByAll() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        var ok = ana.answer(ana.posts(space, "hello"));

        assertThat(ok.path("op").asText()).isEqualTo("ok");
        assertThat(ok.path("dup").asBoolean()).isFalse();
        var stored = (MessagePosted) node.store.events(space).get(ok.path("seq").asInt() - 1);
        assertThat(stored.text()).isEqualTo("hello");
        var heard = bo.next("ev");
        assertThat(Frames.text(heard)).isEqualTo("hello");
        assertThat(heard.path("seq")).isEqualTo(ok.path("seq"));
        assertThat(heard.path("causedBy").asText()).isEqualTo(stored.key());
        assertThat(heard.path("actor").asText()).isEqualTo("u_ana");
    }

    @Test
    @Tag("T1")
    void aClientThatDiesWithoutAWordHarmsNobody() {
        var space = node.space("u_ana", "u_bo", "u_cy");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);
        var cy = node.follow("u_cy", space);
        ana.posts(space, "before");
        cy.texts(1);

        cy.vanish();
        IntStream.range(0, 50).forEach(i -> ana.posts(space, "a" + i));
        IntStream.range(0, 50).forEach(i -> bo.posts(space, "b" + i));

        assertThat(ana.texts(101)).containsExactlyElementsOf(bo.texts(101));
        assertThat(ana.all("err")).isEmpty();
        assertThat(bo.all("err")).isEmpty();
    }

    @Test
    @Tag("T4")
    void whoJoinsDuringABroadcastMissesNothingAndHearsNothingTwice() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var joined = new ArrayList<Client>();

        for (int i = 0; i < 300; i++) {
            ana.posts(space, "m" + i);
            if (i % 20 == 0) {
                var bo = node.connect("u_bo");
                bo.hello("{\"space\":\"%s\",\"tail\":0}".formatted(space));
                joined.add(bo);
            }
        }
        ana.texts(300);

        long head = ana.events().getLast().path("seq").asLong();
        for (var bo : joined) {
            long began = bo.next("sub").path("head").asLong();
            bo.await(frame -> frame.path("seq").asLong() == head);
            assertThat(Frames.sequence(bo.events())).containsExactlyElementsOf(Frames.after(began, head));
        }
    }

    @Test
    @Tag("T12")
    void aMessageHasOneIdForEverybody() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        ana.posts(space, "hello");

        var here = ana.next("ev");
        assertThat(bo.next("ev")).isEqualTo(here);
    }

    @Test
    @Tag("T13")
    void oneMayLeaveOutOnesOwnMessagesAndStillSeeNoGap() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.connect("u_ana");
        ana.hello("{\"space\":\"%s\",\"tail\":0,\"own\":false}".formatted(space));
        long began = ana.next("live").path("seq").asLong();

        ana.answer(ana.posts(space, "mine"));
        node.posts(space, "u_bo", "yours");
        ana.answer(ana.posts(space, "mine again"));

        Patience.await(() -> ana.events().size() == 3);
        assertThat(ana.texts(1)).containsExactly("yours");
        assertThat(Frames.sequence(ana.events())).containsExactlyElementsOf(Frames.after(began, began + 3));
    }

    @Test
    void theSameKeyIsTheSameMessage() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);
        var key = Keys.next();
        var first = ana.answer(ana.posts(space, key, "once"));

        var again = ana.answer(ana.posts(space, key, "once"));
        var other = ana.answer(ana.posts(space, key, "something else"));

        assertThat(again.path("dup").asBoolean()).isTrue();
        assertThat(again.path("seq")).isEqualTo(first.path("seq"));
        assertThat(other.path("problem").path("code").asText()).isEqualTo("key_reused");
    }

    @Test
    void aReadMarkerGoesForwardAndNoFurtherThanTheSpace() {
        var space = node.space("u_ana");
        var ana = node.follow("u_ana", space);
        long head = ana.answer(ana.posts(space, "hello")).path("seq").asLong();

        var beyond = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":%d}".formatted(head + 1)));
        var all = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":%d}".formatted(head)));
        var less = ana.answer(ana.command(space, "read.set", "", "{\"upTo\":1}"));

        assertThat(Frames.code(beyond)).isEqualTo("invalid");
        assertThat(all.path("upTo").asLong()).isEqualTo(head);
        assertThat(less.path("upTo").asLong()).isEqualTo(head);
        assertThat(less.path("dup").asBoolean()).isTrue();
    }

    @Test
    @Tag("T2")
    void socketsThatCameAndWentLeaveNothingBehind() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        int before = node.realtime.openSockets();

        for (int i = 0; i < 50; i++) {
            var bo = node.follow("u_bo", space);
            if (i % 2 == 0) {
                bo.vanish();
            } else {
                bo.leave();
                assertThat(bo.closeCode()).isEqualTo(1000);
            }
        }

        Frames.awaitPresence(ana, "u_bo", "offline");
        Patience.await(() -> node.realtime.openSockets() == before);
    }
}
