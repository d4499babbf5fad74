package parley.agent.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.Prompt.Role;

/** Every model streams in order, stops when told to, keeps its limits, and says a failure instead of throwing it. */
@Timeout(60)
public abstract class LanguageModelContract {

    protected static final Duration LONG = Duration.ofSeconds(40);
    private static final int TOKENS = 500;

    /** A model that answers any prompt with a dozen tokens or more. */
    protected abstract LanguageModel model();

    /** A model that begins to answer and then takes for ever. */
    protected abstract LanguageModel endlessModel();

    protected abstract ModelId id();

    protected ModelRequest request(int maxOutputTokens, Duration deadline) {
        var prompts = List.of(
                new Prompt(Role.SYSTEM, "Name: Jarvis\nSkills: search, summary"),
                new Prompt(Role.USER, "[m_1 · 14:02 · Ada] @jarvis what can you do?"));
        return new ModelRequest(id(), prompts, maxOutputTokens, deadline);
    }

    @Test
    void theAnswerIsWhatWasStreamed() {
        var streamed = new ArrayList<String>();

        var reply = model().generate(request(TOKENS, LONG), streamed::add, new Cancellation());

        assertThat(reply).isInstanceOfSatisfying(Finished.class, finished -> {
            assertThat(finished.text()).isNotBlank().isEqualTo(String.join("", streamed));
            assertThat(finished.reason()).isEqualTo(FinishReason.STOP);
        });
        assertThat(streamed).hasSizeGreaterThan(1).doesNotContain("");
    }

    @Test
    void usageStaysBelowTheBytesThatWereReadAndWritten() {
        var request = request(TOKENS, LONG);

        var reply = model().generate(request, _ -> {}, new Cancellation());

        assertThat(reply).isInstanceOfSatisfying(Finished.class, finished -> {
            var usage = requireNonNull(finished.usage());
            assertThat(usage.tokens().in())
                    .isPositive()
                    .isLessThanOrEqualTo(request.prompts().stream()
                            .mapToLong(prompt -> prompt.text().getBytes(UTF_8).length)
                            .sum());
            assertThat(usage.tokens().out())
                    .isPositive()
                    .isLessThanOrEqualTo(finished.text().getBytes(UTF_8).length);
        });
    }

    @Test
    void theLongestAnswerIsKept() {
        var reply = model().generate(request(3, LONG), _ -> {}, new Cancellation());

        assertThat(reply).isInstanceOfSatisfying(Finished.class, finished -> {
            assertThat(finished.reason()).isEqualTo(FinishReason.LENGTH);
            assertThat(requireNonNull(finished.usage()).tokens().out()).isLessThanOrEqualTo(3);
        });
    }

    @Test
    void cancellationEndsTheCallAndKeepsWhatWasWritten() {
        var cancellation = new Cancellation();
        var streamed = new ArrayList<String>();

        var reply = endlessModel()
                .generate(
                        request(TOKENS, LONG),
                        text -> {
                            streamed.add(text);
                            cancellation.cancel();
                        },
                        cancellation);

        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.CANCELLED);
            assertThat(failed.partial()).isNotBlank().isEqualTo(String.join("", streamed));
        });
    }

    @Test
    void aCallCancelledBeforehandWritesNothing() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        var reply = model().generate(request(TOKENS, LONG), _ -> {}, cancellation);

        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.CANCELLED);
            assertThat(failed.partial()).isEmpty();
        });
    }

    @Test
    void theDeadlineEndsTheCall() {
        var reply = endlessModel().generate(request(TOKENS, Duration.ofMillis(300)), _ -> {}, new Cancellation());

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT));
    }

    @Test
    void aListenerThatThrowsEndsTheCallButIsNotThrownOn() {
        var reply = model().generate(
                        request(TOKENS, LONG),
                        _ -> {
                            throw new IllegalStateException("a secret");
                        },
                        new Cancellation());

        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.CANCELLED);
            assertThat(failed.detail()).doesNotContain("secret");
        });
    }
}
