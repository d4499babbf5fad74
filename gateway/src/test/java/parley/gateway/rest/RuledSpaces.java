package parley.gateway.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.view.SpaceDirectory;
import parley.space.view.SpaceLog;
import parley.space.view.Spaces;

/** Spaces that follow the real rules, in memory, without an actor. */
final class RuledSpaces implements Spaces, SpaceLog, SpaceDirectory {
    private final Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules;
    private final InstantSource clock;
    private final Map<SpaceId, List<Stored<SpaceEvent>>> logs = new HashMap<>();
    private final Map<SpaceId, Space> states = new HashMap<>();
    private final Map<String, SpaceId> names = new HashMap<>();
    private Runnable meanwhile = () -> {};

    RuledSpaces(Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Outcome<SpaceReply>> send(SpaceId id, SpaceCommand command) {
        var state = state(id);
        var decision = rules.decide(state, command, clock.instant());
        for (var event : decision.events()) {
            state = rules.evolve(state, event);
            logs.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Stored<>(state.seq(), event));
        }
        states.put(id, state);
        return done(new Outcome.Answered<>(decision.reply()));
    }

    private Space state(SpaceId id) {
        return states.getOrDefault(id, rules.initial());
    }

    @Override
    public synchronized CompletionStage<Outcome<Space>> read(SpaceId id) {
        return done(new Outcome.Answered<>(state(id)));
    }

    @Override
    public synchronized CompletionStage<List<Stored<SpaceEvent>>> read(SpaceId id, long after, int limit) {
        meanwhile.run();
        return done(logs.getOrDefault(id, List.of()).stream()
                .filter(it -> it.seq() > after)
                .limit(limit)
                .toList());
    }

    @Override
    public synchronized CompletionStage<List<Entry>> visibleTo(MemberId person) {
        return done(states.entrySet().stream()
                .flatMap(it -> Optional.ofNullable(entry(it.getKey(), it.getValue(), person)).stream())
                .sorted(Comparator.comparing(Entry::name))
                .toList());
    }

    private static @Nullable Entry entry(SpaceId id, Space space, MemberId person) {
        var settings = space.settings();
        var member = space.members().containsKey(person);
        if (!space.exists() || (settings.hidden() && !member)) {
            return null;
        }
        return new Entry(
                id,
                settings.name(),
                settings.title(),
                settings.topic(),
                settings.hidden(),
                space.archivedAt() != null,
                member,
                space.ordinal(),
                space.seq());
    }

    @Override
    public synchronized CompletionStage<Optional<SpaceId>> named(String name) {
        return done(Optional.ofNullable(names.get(name)));
    }

    @Override
    public synchronized CompletionStage<Boolean> claim(String name, SpaceId space) {
        return done(names.computeIfAbsent(name, _ -> space).equals(space));
    }

    /** The messages a projection would hold. */
    synchronized List<Message> messages(SpaceId id) {
        return List.copyOf(state(id).recent());
    }

    /** What happens just before a log is read. */
    synchronized void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
