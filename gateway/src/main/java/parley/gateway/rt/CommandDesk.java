package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import parley.entity.Outcome;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.TokenBucket;
import parley.space.Caller;
import parley.space.Reason;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderReply;
import parley.space.view.Visibility;

/** Takes the commands of one connection to their spaces, and brings back one answer to each. */
final class CommandDesk {

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Problem OVERLOADED = Problem.of(
                    ProblemCode.OVERLOADED, "too much waits already; send the same command again")
            .retryAfter(AGAIN);
    private static final Problem UNAVAILABLE = Problem.of(
                    ProblemCode.UNAVAILABLE, "whether it was done is not known; send the same command again")
            .retryAfter(AGAIN);
    private static final SpaceReply NO_SUCH_SPACE =
            new SpaceReply.Rejected(Reason.NO_SUCH_SPACE, "there is no such space, or you have no access to it");

    private final Surroundings around;
    private final Line line;
    private final Consumer<byte[]> replies;
    private final ToLongFunction<SpaceId> heads;
    private final LimitSettings.Commands limits;
    private final TokenBucket all;
    private final Offences tooFast;
    private int inFlight;

    /**
     * @param heads how far a space has got; 0 where the connection does not follow it
     * @param tooFast what this client has been refused for speed
     */
    CommandDesk(
            Surroundings around, Line line, Consumer<byte[]> replies, ToLongFunction<SpaceId> heads, Offences tooFast) {
        this.around = around;
        this.line = line;
        this.replies = replies;
        this.heads = heads;
        limits = around.limits().commands();
        all = new TokenBucket(limits.all(), around.nanos().getAsLong());
        this.tooFast = tooFast;
    }

    /** Sends a command on its way, or refuses it; true where this client has been too fast too often. */
    boolean take(Frame.Command command, Identity identity) {
        long now = around.nanos().getAsLong();
        if (!all.take(now)) {
            refuse(command, limits.all().exceeded("commands", all.untilNext(now)));
            return tooFast.tooMany(now);
        }
        if (inFlight >= limits.inFlight()) {
            refuse(
                    command,
                    Problem.of(
                                    ProblemCode.TOO_MANY_IN_FLIGHT,
                                    "%d commands may wait for their answers".formatted(limits.inFlight()))
                            .retryAfter(AGAIN));
            return false;
        }
        if (!identity.allows("write")) {
            refuse(command, Problem.of(ProblemCode.FORBIDDEN, "this needs a token with the scope write"));
            return false;
        }
        switch (around.commands().read(command, identity.caller())) {
            case Commands.Reading.Wrong(var problem) -> refuse(command, problem);
            case Commands.Reading.Meant(SpaceCommand.Post post) -> {
                var refusal = around.messages().take(identity.user(), command.space());
                if (refusal.isPresent()) {
                    refuse(command, refusal.get());
                    return tooFast.tooMany(now);
                }
                send(command, identity.caller(), post);
            }
            case Commands.Reading.Meant(var meant) -> send(command, identity.caller(), meant);
            case Commands.Reading.Own(var meant) -> keep(command, identity, meant);
        }
        return false;
    }

    private void send(Frame.Command command, Caller caller, SpaceCommand meant) {
        inFlight++;
        around.spaces()
                .send(command.space(), meant)
                .thenCompose(outcome -> masked(command.space(), caller, outcome))
                .whenComplete((outcome, _) -> line.run(() -> {
                    inFlight--;
                    answer(command, outcome == null ? new Outcome.Unavailable<>() : outcome);
                }));
    }

    /** Only who follows a space keeps anything of it, and has read nothing that is not there yet. */
    private void keep(Frame.Command command, Identity identity, ReaderCommand meant) {
        long head = heads.applyAsLong(command.space());
        if (head == 0) {
            refuse(command, Problem.of(ProblemCode.INVALID, "follow a space before you keep anything of it"));
            return;
        }
        if (meant instanceof ReaderCommand.MarkRead mark && (mark.upTo() < 1 || mark.upTo() > head)) {
            refuse(
                    command,
                    Problem.of(ProblemCode.INVALID, "1 to %d can be marked read".formatted(head))
                            .at("/data/upTo"));
            return;
        }
        inFlight++;
        around.readers()
                .send(identity.user(), meant)
                .whenComplete((outcome, _) -> line.run(() -> {
                    inFlight--;
                    kept(command, outcome == null ? new Outcome.Unavailable<>() : outcome);
                }));
    }

    private void kept(Frame.Command command, Outcome<ReaderReply> outcome) {
        switch (outcome) {
            case Outcome.Answered<ReaderReply>(ReaderReply.Kept kept) ->
                replies.accept(WireReplies.kept(command.id(), command.space(), kept));
            case Outcome.Answered<ReaderReply>(ReaderReply.Refused(var detail)) ->
                refuse(command, Problem.of(ProblemCode.INVALID, detail));
            case Outcome.Overloaded<ReaderReply> _ -> refuse(command, OVERLOADED);
            case Outcome.Unavailable<ReaderReply> _ -> refuse(command, UNAVAILABLE);
        }
    }

    /** Nobody learns of a hidden space by commanding it: whatever it refuses, it answers as one that does not exist. */
    private CompletionStage<Outcome<SpaceReply>> masked(SpaceId id, Caller caller, Outcome<SpaceReply> outcome) {
        if (!(outcome instanceof Outcome.Answered<SpaceReply>(SpaceReply.Rejected _))) {
            return CompletableFuture.completedFuture(outcome);
        }
        return around.spaces().read(id).thenApply(read -> {
            boolean known = read instanceof Outcome.Answered<Space>(var space) && Visibility.mayKnowOf(space, caller);
            return known ? outcome : new Outcome.Answered<>(NO_SUCH_SPACE);
        });
    }

    private void answer(Frame.Command command, Outcome<SpaceReply> outcome) {
        switch (outcome) {
            case Outcome.Answered<SpaceReply>(SpaceReply.Accepted accepted) ->
                replies.accept(WireReplies.ok(command.id(), command.space(), command.key(), accepted));
            case Outcome.Answered<SpaceReply>(SpaceReply.Rejected(var reason, var detail)) ->
                refuse(command, Problem.of(reason, detail));
            case Outcome.Overloaded<SpaceReply> _ -> refuse(command, OVERLOADED);
            case Outcome.Unavailable<SpaceReply> _ -> refuse(command, UNAVAILABLE);
        }
    }

    private void refuse(Frame.Command command, Problem problem) {
        replies.accept(WireReplies.error(command.id(), command.space().value(), command.key(), problem));
    }
}
