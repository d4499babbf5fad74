package parley.gateway.rt;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import parley.entity.Stored;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.actor.ShardedReaders;
import parley.space.actor.ShardedSpaces;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderLog;
import parley.space.view.SpaceLog;

/** The journals of a node, in memory. */
final class MemoryStore implements SpaceLog, ReaderLog {

    private final PersistenceTestKit journal;
    private volatile boolean fails;
    private volatile CompletableFuture<Boolean> free = CompletableFuture.completedFuture(true);

    /** @param system one with these {@link #settings()} */
    MemoryStore(ActorSystem<?> system) {
        journal = PersistenceTestKit.create(system);
    }

    /** What makes the entities of a system store here. */
    static Config settings() {
        return ConfigFactory.parseString("""
                pekko.persistence.testkit.events.serialize = off
                pekko.persistence.testkit.snapshots.serialize = off
                """)
                .withFallback(PersistenceTestKitPlugin.getInstance().config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config());
    }

    /** Whether nobody can read what is stored of spaces. */
    void fails(boolean now) {
        fails = now;
    }

    /** Whoever reads what is stored of spaces waits until it is free. */
    void waitsFor(CompletableFuture<Boolean> until) {
        free = until;
    }

    @Override
    public CompletionStage<List<Stored<SpaceEvent>>> read(SpaceId space, long after, int limit) {
        if (fails) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store is down"));
        }
        return free.thenCompose(_ -> stored(id(space), SpaceEvent.class, after, limit));
    }

    @Override
    public CompletionStage<List<Stored<ReaderEvent>>> read(MemberId person, long after, int limit) {
        return stored(ShardedReaders.KIND + "|" + person, ReaderEvent.class, after, limit);
    }

    private <E> CompletionStage<List<Stored<E>>> stored(String id, Class<E> type, long after, int limit) {
        var all = journal.persistedInStorage(id);
        return CompletableFuture.completedFuture(IntStream.range((int) Math.min(after, all.size()), all.size())
                .limit(limit)
                .mapToObj(i -> new Stored<>(i + 1, type.cast(all.get(i))))
                .toList());
    }

    /** Everything that has happened in a space. */
    List<SpaceEvent> events(SpaceId space) {
        return journal.persistedInStorage(id(space)).stream()
                .map(SpaceEvent.class::cast)
                .toList();
    }

    /** Puts another history in the place of a space's own: the members stay, the rest is gone. */
    void replace(SpaceId space, String epoch) {
        var kept = new ArrayList<Object>();
        for (var event : events(space)) {
            switch (event) {
                case SpaceEvent.SpaceCreated(var _, var settings, var by, var at) ->
                    kept.add(new SpaceEvent.SpaceCreated(epoch, settings, by, at));
                case SpaceEvent.MemberJoined joined -> kept.add(joined);
                case SpaceEvent _ -> {}
            }
        }
        journal.clearByPersistenceId(id(space));
        journal.persistForRecovery(id(space), kept);
    }

    private static String id(SpaceId space) {
        return ShardedSpaces.KIND + "|" + space;
    }
}
