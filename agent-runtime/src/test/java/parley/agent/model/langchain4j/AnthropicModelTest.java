package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.agent.model.Cancellation;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.agent.model.Prompt;
import parley.agent.model.Prompt.Role;
import parley.agent.model.fake.Answer;
import parley.agent.model.fake.Dialect;
import parley.ledger.Usage;

/** Anthropic's models are models like any other, and what their cache holds is counted apart. */
class AnthropicModelTest extends ProviderContract {

    @Override
    Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.ANTHROPIC;
    }

    @Test
    void theKeyAndTheLimitAreSent() {
        reply(Answer.whole("ok"));

        var request = fake().requests().getFirst();
        assertThat(request.key()).isEqualTo("key-1234");
        assertThat(request.body().path("max_tokens").asInt()).isEqualTo(500);
    }

    @Test
    void aConversationNeverBeginsWithTheModelsOwnWords() {
        var prompts = List.of(
                new Prompt(Role.SYSTEM, "Name: Jarvis"),
                new Prompt(Role.ASSISTANT, "I said this."),
                new Prompt(Role.USER, "[m_1 · 14:02 · Ada] and?"));

        model().generate(new ModelRequest(id(), prompts, 10, LONG), _ -> {}, new Cancellation());

        assertThat(fake().requests().getFirst().body().path("messages").findValuesAsText("role"))
                .startsWith("user", "assistant", "user");
    }

    @Test
    void theCacheIsNotPartOfTheInput() {
        var reply = (Finished) reply(new Answer.Recorded("""
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m-large","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":21,"cache_creation_input_tokens":188,"cache_read_input_tokens":1024,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: ping
                data: {"type":"ping"}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}

                event: message_stop
                data: {"type":"message_stop"}

                """));

        assertThat(reply.text()).isEqualTo("Hi");
        assertThat(reply.usage()).isEqualTo(new Usage(21, 1024, 188, 15, 0));
    }

    @Test
    void anErrorWithinTheStreamIsAFailure() {
        var reply = reply(new Answer.Recorded("""
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m-large","content":[],"usage":{"input_tokens":21,"output_tokens":1}}}

                event: error
                data: {"type":"error","error":{"type":"overloaded_error","message":"secret words"}}

                """));

        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failed.detail()).doesNotContain("secret");
        });
    }
}
