package parley.space.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.presence.Sighting;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceRules;
import parley.space.SpaceStory;
import parley.space.view.SpaceLog;

/** A space that a hub follows without a cluster or a store, and that counts what the hub asks of it. */
final class StagedSpace implements HubSurroundings.Watching, SpaceLog, UpdateEncoder, Sightings, Neighbours {

    static final SpaceId LOBBY = new SpaceId("sp_lobby");

    volatile SpaceStory story = SpaceStory.lobby();
    final Set<ActorRef<Watched<Space, SpaceEvent>>> watchers = ConcurrentHashMap.newKeySet();
    final Map<MemberId, Instant> seen = new ConcurrentHashMap<>();
    final List<MemberId> recalled = new CopyOnWriteArrayList<>();
    final List<HubNews> told = new CopyOnWriteArrayList<>();
    final AtomicInteger encoded = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger newsToLose = new AtomicInteger();
    final AtomicBoolean unreadable = new AtomicBoolean();

    private volatile CompletableFuture<Void> store = CompletableFuture.completedFuture(null);
    private volatile Instant clock = story.now;

    HubSurroundings surroundings(Duration beat, Duration idleAfter) {
        var usual = HubSettings.DEFAULT;
        var settings = new HubSettings(
                usual.ringEvents(),
                usual.ringBytes(),
                usual.replayEvents(),
                usual.replayBytes(),
                beat,
                idleAfter,
                usual.ephemeralEvery(),
                usual.typingFor());
        return new HubSurroundings(this, new SpaceRules(), this, this, this, this, new Census(), settings, () -> clock);
    }

    /** Lets time pass. */
    void passes(Duration time) {
        story.after(time);
        clock = story.now;
    }

    /** Something happens, and whoever watches hears of it as from a commit. */
    void happens(Consumer<SpaceStory> what) {
        int before = story.log.size();
        what.accept(story);
        var stored = new ArrayList<Stored<SpaceEvent>>();
        for (var event : story.log.subList(before, story.log.size())) {
            stored.add(new Stored<>(before + 1L + stored.size(), event));
        }
        watchers.forEach(watcher -> tell(watcher, new Watched.Committed<>(List.copyOf(stored))));
    }

    /** Another history takes the place of this one. */
    void begins(SpaceStory other) {
        story = other;
        watchers.forEach(watcher -> tell(watcher, new Watched.Current<>(other.space)));
    }

    /** Whoever reads from now on waits until this is complete. */
    CompletableFuture<Void> holdReads() {
        store = new CompletableFuture<>();
        return store;
    }

    /** News may get lost between nodes. */
    private void tell(ActorRef<Watched<Space, SpaceEvent>> watcher, Watched<Space, SpaceEvent> news) {
        if (newsToLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            watcher.tell(news);
        }
    }

    void says(String text) {
        happens(story -> story.says(SpaceStory.ADA, text));
    }

    @Override
    public String self() {
        return "here";
    }

    @Override
    public void tell(HubNews news) {
        told.add(news);
    }

    @Override
    public CompletionStage<Optional<Instant>> find(MemberId person) {
        recalled.add(person);
        return CompletableFuture.completedFuture(Optional.ofNullable(seen.get(person)));
    }

    @Override
    public void keep(Sighting sighting) {
        seen.put(sighting.person(), sighting.lastSeen());
    }

    @Override
    public void watch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher) {
        tell(
                watcher,
                watchers.add(watcher) ? new Watched.Current<>(story.space) : new Watched.Head<>(story.space.seq()));
    }

    @Override
    public void unwatch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher) {
        watchers.remove(watcher);
    }

    @Override
    public CompletionStage<List<Stored<SpaceEvent>>> read(SpaceId space, long after, int limit) {
        reads.incrementAndGet();
        if (unreadable.get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store does not answer"));
        }
        var events = new ArrayList<Stored<SpaceEvent>>();
        for (long seq = after + 1; seq <= Math.min(story.log.size(), after + limit); seq++) {
            events.add(new Stored<>(seq, story.log.get((int) seq - 1)));
        }
        return store.thenApply(_ -> events);
    }

    @Override
    public Update encode(SpaceId space, Stored<SpaceEvent> event) {
        encoded.incrementAndGet();
        return skip(space, event.seq());
    }

    @Override
    public Update skip(SpaceId space, long seq) {
        return new Update(seq, null, Long.toString(seq).getBytes(StandardCharsets.UTF_8));
    }
}
