package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.fake.Answer;
import parley.agent.model.fake.Dialect;

/** A local Ollama is a provider like any other, without a key. */
class OllamaModelTest extends ProviderContract {

    @Override
    Dialect dialect() {
        return Dialect.OLLAMA;
    }

    @Override
    ProviderSettings.Kind kind() {
        return ProviderSettings.Kind.OLLAMA;
    }

    @Test
    void theLimitIsSent() {
        reply(Answer.whole("ok"));

        assertThat(fake().requests()
                        .getFirst()
                        .body()
                        .path("options")
                        .path("num_predict")
                        .asInt())
                .isEqualTo(500);
    }

    @Test
    void missingUsageIsUnknownAndNotNothing() {
        assertThat(((Finished) reply(new Answer.Whole(List.of("ok"), false))).usage())
                .isNull();
    }
}
