package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModelContract;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.fake.Answer;
import parley.agent.model.fake.Dialect;
import parley.agent.model.fake.FakeProvider;

/** Whatever a provider does becomes an answer or a failure of the right kind, which tells nothing that was said. */
abstract class ProviderContract extends LanguageModelContract {

    private static final Duration STALL = Duration.ofSeconds(1);
    private static final List<String> PIECES = List.of("One", " two", " three", " four", " five");

    private FakeProvider fake;
    private ProviderModels models;

    abstract Dialect dialect();

    abstract ProviderSettings.Kind kind();

    @BeforeEach
    void start() {
        fake = FakeProvider.start(dialect());
        models = models(LONG, LONG);
    }

    @AfterEach
    void stop() {
        models.close();
        fake.close();
    }

    private ProviderModels models(Duration headers, Duration stall) {
        return new ProviderModels(
                List.of(new ProviderSettings("fake", kind(), fake.baseUrl(), "key-1234", LONG, headers, stall)));
    }

    FakeProvider fake() {
        return fake;
    }

    @Override
    protected ModelId id() {
        return new ModelId("fake", "m-large");
    }

    @Override
    protected LanguageModel model() {
        fake.answering(new Answer.Whole(PIECES, true));
        return models.find(id()).orElseThrow();
    }

    @Override
    protected LanguageModel endlessModel() {
        fake.answering(new Answer.Stalled(List.of("One")));
        return models.find(id()).orElseThrow();
    }

    ModelReply reply(Answer answer) {
        return reply(models, answer);
    }

    private ModelReply reply(ProviderModels from, Answer answer) {
        fake.answering(answer);
        return from.find(id()).orElseThrow().generate(request(500, LONG), _ -> {}, new Cancellation());
    }

    private static void assertFailed(ModelReply reply, Kind kind, String partial) {
        assertThat(reply).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(failed.partial()).isEqualTo(partial);
            assertThat(failed.detail()).doesNotContain("secret", "key-1234", "Ada");
        });
    }

    @Test
    void theProviderIsSentTheModelTheLimitAndNoUpgrade() {
        reply(Answer.whole("ok"));

        assertThat(fake.requests()).singleElement().satisfies(request -> {
            assertThat(request.body().path("model").asText()).isEqualTo("m-large");
            assertThat(request.body().toString()).contains("500", "what can you do?");
            assertThat(request.upgrade()).isEqualTo("null");
        });
    }

    @Test
    void eachStatusHasItsKind() {
        assertFailed(reply(Answer.refused(400, "invalid_request_error")), Kind.REJECTED, "");
        assertFailed(reply(Answer.refused(400, "context_length_exceeded")), Kind.CONTEXT_TOO_LONG, "");
        assertFailed(reply(Answer.refused(401, "invalid_api_key")), Kind.UNAUTHORISED, "");
        assertFailed(reply(Answer.refused(403, "forbidden")), Kind.UNAUTHORISED, "");
        assertFailed(reply(Answer.refused(404, "model_not_found")), Kind.REJECTED, "");
        assertFailed(reply(Answer.refused(408, "timeout")), Kind.PROVIDER, "");
        assertFailed(reply(Answer.refused(429, "rate_limit_exceeded")), Kind.RATE_LIMITED, "");
        assertFailed(reply(Answer.refused(500, "server_error")), Kind.PROVIDER, "");
        assertFailed(reply(Answer.refused(503, "unavailable")), Kind.PROVIDER, "");
        assertFailed(reply(Answer.refused(529, "overloaded_error")), Kind.PROVIDER, "");
    }

    @Test
    void aRefusalIsNotTriedAgainAndSaysItsCode() {
        var reply = (Failed) reply(Answer.refused(500, "server_error"));

        assertThat(reply.detail()).isEqualTo("the provider answered 500, server_error");
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void aProviderThatAsksToWaitIsHeard() {
        var reply = reply(new Answer.Refused(429, Map.of("Retry-After", "7"), "not even JSON"));

        assertThat(((Failed) reply).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    @Tag("W21")
    void aStallEndsTheCallAndKeepsWhatWasWritten() {
        try (var impatient = models(LONG, STALL)) {
            assertFailed(reply(impatient, new Answer.Stalled(List.of("One", " two"))), Kind.INTERRUPTED, "One two");
        }
    }

    @Test
    @Tag("W21")
    void aServerThatNeverAnswersIsGivenUp() {
        try (var impatient = models(STALL, LONG)) {
            assertFailed(reply(impatient, new Answer.Silent()), Kind.INTERRUPTED, "");
        }
    }

    @Test
    void cancellationEndsTheCallEvenBeforeTheFirstByte() throws InterruptedException {
        fake.answering(new Answer.Silent());
        var cancellation = new Cancellation();
        var canceller = Thread.ofVirtual().start(() -> {
            try {
                fake.awaitRequest();
                cancellation.cancel();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });

        var reply = models.find(id()).orElseThrow().generate(request(500, LONG), _ -> {}, cancellation);

        canceller.join();
        assertFailed(reply, Kind.CANCELLED, "");
    }

    @Test
    void aCutStreamIsNoAnswer() {
        var cut = (Failed) reply(new Answer.Cut(List.of("One", " two")));

        assertThat(cut.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat("One two").startsWith(cut.partial());
        assertFailed(reply(new Answer.Ended(List.of("One", " two"))), Kind.INTERRUPTED, "One two");
    }

    @Test
    void whatIsNoJsonIsNoAnswerAndNotLogged() {
        var logged = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        logged.start();
        root.addAppender(logged);

        var reply = reply(new Answer.Malformed(List.of("One")));

        root.detachAppender(logged);
        assertFailed(reply, Kind.INTERRUPTED, "One");
        assertThat(List.copyOf(logged.list)).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("secret", "key-1234");
            if (event.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .doesNotContain("secret", "key-1234");
            }
        });
    }

    @Test
    void nobodyListeningMeansNothingSent() {
        fake.close();

        assertFailed(reply(Answer.whole("ok")), Kind.NOT_SENT, "");
    }

    @Test
    @Tag("W39")
    void aHundredStreamsAreReadAtOnce() throws InterruptedException {
        var callers = 100;
        fake.answering(new Answer.Gathered(callers, PIECES));
        var replies = Collections.synchronizedList(new ArrayList<ModelReply>());

        var threads = IntStream.range(0, callers)
                .mapToObj(_ -> Thread.ofVirtual()
                        .start(() -> replies.add(models.find(id())
                                .orElseThrow()
                                .generate(request(500, LONG), _ -> {}, new Cancellation()))))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(replies)
                .hasSize(callers)
                .allSatisfy(reply -> assertThat(reply)
                        .isInstanceOfSatisfying(
                                Finished.class,
                                finished -> assertThat(finished.text()).isEqualTo("One two three four five")));
    }
}
