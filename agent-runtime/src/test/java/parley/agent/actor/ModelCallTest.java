package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.agent.model.Prompt;
import parley.agent.run.RunBrief;
import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceId;
import parley.space.TurnId;

/** A call ends when it should, whatever the model does, and what it writes is seen at once. */
@Tag("W23")
@Timeout(20)
class ModelCallTest {

    private static final Duration DEADLINE = Duration.ofSeconds(100);
    private static final int TOKENS_MAX = 10;

    private final StagedTiming timing = new StagedTiming();
    private final Cancellation stop = new Cancellation();
    private final Cancellation seenByModel = new Cancellation();
    private final SynchronousQueue<String> words = new SynchronousQueue<>();
    private final SynchronousQueue<String> heard = new SynchronousQueue<>();
    private final List<String> seen = new ArrayList<>();

    /** Says what it is given, word by word, and never ends by itself. */
    private final LanguageModel endless = (_, listener, cancellation) -> {
        cancellation.onCancel(seenByModel::cancel);
        while (!cancellation.isCancelled()) {
            var word = take(words);
            listener.onText(word);
            put(heard, word);
        }
        return new Finished("never used", null, FinishReason.STOP);
    };

    @Test
    void endsWithTheModel() {
        var reply = new Finished("done", null, FinishReason.STOP);

        assertThat(call((_, _, _) -> reply).join()).isEqualTo(reply);
    }

    @Test
    void endsAModelThatFallsSilent() {
        var call = call(endless);
        say("Once ");
        timing.pass(ModelCall.SILENCE_MAX.minusSeconds(1));
        say("upon");
        timing.pass(ModelCall.SILENCE_MAX.minusSeconds(1));
        assertThat(call).isNotDone();

        timing.pass(Duration.ofSeconds(1));

        assertThat(failure(call).kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(failure(call).partial()).isEqualTo("Once upon");
        assertThat(seenByModel.isCancelled()).isTrue();
    }

    @Test
    void endsAModelThatNeverStops() {
        var call = call(endless);
        for (int i = 0; i < 5; i++) {
            say("a");
            timing.pass(DEADLINE.dividedBy(5));
        }

        assertThat(failure(call).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure(call).partial()).isEqualTo("aaaaa");
    }

    @Test
    void endsAtOnceWhenItIsStopped() {
        var call = call(endless);
        say("Half");

        stop.cancel();

        assertThat(failure(call).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(failure(call).partial()).isEqualTo("Half");
    }

    @Test
    void cutsAModelThatWritesMoreThanIsPaidFor() {
        var call = call(endless);
        say("x".repeat(100));
        say("y".repeat(100));

        assertThat(call.join()).isEqualTo(new Finished("x".repeat(100), null, FinishReason.LENGTH));
        assertThat(seenByModel.isCancelled()).isTrue();
    }

    @Test
    void aModelThatThrowsIsAFailureOfItsProvider() {
        var call = call((_, _, _) -> {
            throw new IllegalStateException("broken adapter");
        });

        assertThat(failure(call).kind()).isEqualTo(Kind.PROVIDER);
    }

    @Test
    void showsTheFirstWordAtOnceAndTheNextOnesTogether() {
        var call = call(endless);
        say("Once ");
        say("upon ");
        say("a ");
        assertThat(seen()).containsExactly("0 Once ");

        timing.pass(Draft.EVERY);
        assertThat(seen()).containsExactly("0 Once ", "5 upon a ");

        say("time");
        stop.cancel();
        call.join();
        assertThat(seen()).containsExactly("0 Once ", "5 upon a ", "12 time");
    }

    private CompletableFuture<ModelReply> call(LanguageModel model) {
        var request = new ModelRequest(
                ModelId.parse("openai/large"), List.of(new Prompt(Prompt.Role.USER, "tell")), TOKENS_MAX, DEADLINE);
        var call = new ModelCall(request, new Draft(sink(), brief(), 1, timing), timing);
        return CompletableFuture.supplyAsync(
                () -> call.make(model, stop, Thread::startVirtualThread), Thread::startVirtualThread);
    }

    private static Failed failure(CompletableFuture<ModelReply> call) {
        return (Failed) call.join();
    }

    /** Returns once the word has been heard. */
    private void say(String word) {
        put(words, word);
        assertThat(take(heard)).isEqualTo(word);
    }

    private DraftSink sink() {
        return new DraftSink() {
            @Override
            public void append(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
                synchronized (seen) {
                    seen.add(offset + " " + text);
                }
            }

            @Override
            public void does(SpaceId id, TurnId turn, Activity activity) {}

            @Override
            public void ended(SpaceId space, TurnId turn) {}
        };
    }

    private List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    private RunBrief brief() {
        return new RunBrief(
                new SpaceId("sp_a"),
                new TurnId("t_7"),
                new MemberId("a_jarvis"),
                new MessageId("m_1"),
                new MessageId("m_1"),
                1,
                null,
                7,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static String take(SynchronousQueue<String> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(SynchronousQueue<String> queue, String word) {
        try {
            queue.put(word);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
