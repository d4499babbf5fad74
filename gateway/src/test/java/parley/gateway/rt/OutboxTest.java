package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.gateway.access.MovableClock;

/** What waits to be sent to one client goes out in few messages and in its order. */
class OutboxTest {

    @Test
    void anAnswerAndTheEventsAfterItAreOneMessage() {
        try (var node = Node.generous()) {
            var space = node.space("u_ana", "u_bo");
            var bo = node.follow("u_bo", space);
            var session = node.session(new MovableClock(), Owners.identity("u_ana"));
            session.says("{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\"}]}".formatted(space));
            session.await(frame -> frame.path("op").asText().equals("live"));

            session.says("{\"op\":\"ping\"}");
            bo.posts(space, "hello");
            bo.texts(1);

            assertThat(session.message()).containsExactly("pong", "ev");
        }
    }
}
