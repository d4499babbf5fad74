package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.space.MemberId;
import parley.space.TurnId;
import parley.space.actor.HubSettings;

/** Members see at once who is there, who is typing and what an agent is writing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassingTest {

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void whatAnAgentWritesIsSeenAsItGrowsAndByLateComersFromItsBeginning() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var turn = new TurnId("t_9");
        var agent = new MemberId("a_jarvis");

        node.hubs.draft(space, turn, agent, 1, 0, "Plan A is ");
        streamed(ana, "Plan A is ");
        var bo = node.follow("u_bo", space);
        node.hubs.draft(space, turn, agent, 1, 10, "cheaper.");
        streamed(ana, "Plan A is cheaper.");
        node.hubs.draft(space, turn, agent, 2, 0, "Plan B.");
        streamed(ana, "Plan B.");

        var last = bo.await(frame -> frame.path("model").asText().equals("stream")
                && frame.path("try").asInt() == 2);
        assertThat(last.path("offset").asInt()).isZero();
        assertThat(last.path("text").asText()).isEqualTo("Plan B.");
    }

    /** Waits until a client that follows the rule of offsets has so much of a draft. */
    private static void streamed(Client client, String text) {
        var draft = new StringBuilder();
        client.await(frame -> {
            if (frame.path("model").asText().equals("stream")) {
                draft.setLength(Math.min(draft.length(), frame.path("offset").asInt()));
                draft.append(frame.path("text").asText());
            }
            return text.endsWith(draft.toString()) && !draft.isEmpty();
        });
    }

    @Test
    @Tag("S3")
    void presenceFollowsTheConnection() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);

        var bo = node.follow("u_bo", space);
        Frames.awaitPresence(ana, "u_bo", "active");
        bo.vanish();

        Frames.awaitPresence(ana, "u_bo", "offline");
    }

    @Test
    @Tag("S3")
    void whoHasSentAMessageIsNotShownTypingAnyMore() {
        var space = node.space("u_ana", "u_bo");
        var ana = node.follow("u_ana", space);
        var bo = node.follow("u_bo", space);

        ana.send("{\"op\":\"act\",\"space\":\"%s\",\"typing\":true}".formatted(space));
        bo.await(frame -> frame.path("model").asText().equals("typing")
                && frame.path("set").has("u_ana"));
        ana.posts(space, "hello");
        bo.texts(1);
        var heard = System.nanoTime();
        bo.await(frame -> frame.path("model").asText().equals("typing")
                && frame.path("del").toString().contains("u_ana"));

        assertThat(Duration.ofNanos(System.nanoTime() - heard))
                .isLessThan(HubSettings.DEFAULT.typingFor().dividedBy(2));
    }
}
