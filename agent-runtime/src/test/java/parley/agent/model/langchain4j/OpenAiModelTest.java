package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.fake.Answer;
import parley.agent.model.fake.Dialect;
import parley.ledger.Usage;

/** OpenAI and its compatible servers are models like any other, and their usage counts nothing twice. */
class OpenAiModelTest extends ProviderContract {

    @Override
    Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.OPENAI;
    }

    @Test
    void theKeyAndTheWishForUsageAreSent() {
        reply(Answer.whole("ok"));

        var request = fake().requests().getFirst();
        assertThat(request.path()).isEqualTo("/chat/completions");
        assertThat(request.key()).isEqualTo("Bearer key-1234");
        assertThat(request.body().path("max_tokens").asInt()).isEqualTo(500);
        assertThat(request.body().path("stream_options").path("include_usage").asBoolean())
                .isTrue();
    }

    @Test
    void missingUsageIsUnknownAndNotNothing() {
        var reply = (Finished) reply(new Answer.Whole(List.of("ok"), false));

        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.usage()).isNull();
    }

    @Test
    void anErrorWithinTheStreamIsAFailure() {
        var reply = reply(new Answer.Recorded("""
                data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Hi"}}]}

                data: {"error":{"message":"secret words","type":"server_error","code":null}}

                data: [DONE]

                """));

        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failed.partial()).isEqualTo("Hi");
            assertThat(failed.detail()).doesNotContain("secret");
        });
    }

    @Test
    void cachedInputAndReasoningAreCountedApart() {
        var reply = (Finished) reply(new Answer.Recorded("""
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-large","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-large","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m-large","choices":[],"usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":192,"audio_tokens":0}}}

                data: [DONE]

                """));

        assertThat(reply.usage()).isEqualTo(new Usage(86, 1920, 0, 108, 192));
    }
}
