package parley.gateway.rest;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.space.MemberId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderReply;
import parley.space.reader.ReaderRules;
import parley.space.reader.Readers;

/** Readers that follow the real rules, in memory. */
final class RuledReaders implements Readers {
    private final ReaderRules rules = new ReaderRules();
    private final InstantSource clock;
    private final Map<MemberId, Reader> states = new HashMap<>();

    RuledReaders(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Outcome<ReaderReply>> send(MemberId person, ReaderCommand command) {
        var state = states.getOrDefault(person, Reader.initial());
        var decision = rules.decide(state, command, clock.instant());
        for (var event : decision.events()) {
            state = rules.evolve(state, event);
        }
        states.put(person, state);
        return CompletableFuture.completedFuture(new Outcome.Answered<>(decision.reply()));
    }

    @Override
    public synchronized CompletionStage<Outcome<Reader>> read(MemberId person) {
        return CompletableFuture.completedFuture(new Outcome.Answered<>(state(person)));
    }

    synchronized Reader state(MemberId person) {
        return states.getOrDefault(person, Reader.initial());
    }
}
