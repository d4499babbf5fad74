package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Pattern;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
import parley.agent.DefaultAgents;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;
import parley.agent.model.resilience.ModelHealth;
import parley.agent.run.Run;
import parley.agent.run.RunCommand;
import parley.agent.run.RunEvent;
import parley.agent.run.RunId;
import parley.agent.run.RunReply;
import parley.agent.run.RunRules;
import parley.agent.run.Runs;
import parley.entity.Decider;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.actor.EntityActor;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityMessage;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerEvent;
import parley.ledger.LedgerReply;
import parley.ledger.LedgerRules;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;
import parley.ledger.ModelPrice;
import parley.ledger.PriceCatalogue;
import parley.ledger.UnitPrices;
import parley.money.Usd;
import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.TurnId;
import parley.space.view.Spaces;

/** A node with real entities on one journal: spaces, runs and what drives them; only models, agents and the ledger are near at hand. */
final class Node implements Spaces, Runs, Ledger, Agents, LanguageModels, DraftSink {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Usd PRICE = new Usd(1_000_000_000L);

    final Journal<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> ledger;
    final List<String> drafts = new ArrayList<>();
    final List<Activity> activities = new ArrayList<>();
    volatile boolean agentsAnswer = true;
    volatile boolean runsAnswer = true;
    private final ActorTestKit kit;
    private final LanguageModel model;
    private final Timing timing;
    private final RunWorkers workers;
    private final AgentSupervisor supervisor;
    private final Map<String, ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>>> spaces =
            new ConcurrentHashMap<>();
    private final Map<String, ActorRef<EntityMessage<Run, RunCommand, RunEvent, RunReply>>> runs =
            new ConcurrentHashMap<>();

    Node(
            ActorTestKit kit,
            Timing timing,
            Journal<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> ledger,
            LanguageModel model) {
        this.kit = kit;
        this.timing = timing;
        this.ledger = ledger;
        this.model = model;
        supervisor = new AgentSupervisor(timing);
        workers = new RunWorkers(new RunSurroundings(
                this,
                this,
                this,
                this,
                prices(),
                new ModelHealth(timing),
                this,
                String::length,
                timing,
                Thread::startVirtualThread));
        supervisor.begin(this, this);
        workers.begin(this);
    }

    static Journal<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> emptyLedger() {
        return new Journal<>(new LedgerRules(LedgerSettings.DEFAULT));
    }

    /** Stops every entity of this node, as a handover to another one does. */
    void stop() {
        var probe = kit.createTestProbe();
        spaces.values().forEach(space -> {
            space.tell(new EntityMessage.Stop<>());
            probe.expectTerminated(space);
        });
        runs.values().forEach(run -> {
            run.tell(new EntityMessage.Stop<>());
            probe.expectTerminated(run);
        });
    }

    /** Goes down in order: first nothing new is begun, then the entities stop. */
    void goesDown() {
        workers.leave();
        stop();
    }

    @Override
    public CompletionStage<Outcome<SpaceReply>> send(SpaceId id, SpaceCommand command) {
        return AskPattern.ask(
                space(id),
                (ActorRef<Outcome<SpaceReply>> replyTo) -> new EntityMessage.Tell<>(command, replyTo),
                ANSWER_WITHIN,
                kit.scheduler());
    }

    @Override
    public CompletionStage<Outcome<Space>> read(SpaceId id) {
        return AskPattern.ask(
                space(id),
                (ActorRef<Outcome<Space>> replyTo) -> new EntityMessage.Read<>(replyTo),
                ANSWER_WITHIN,
                kit.scheduler());
    }

    @Override
    public CompletionStage<Outcome<RunReply>> send(RunId id, RunCommand command) {
        if (!runsAnswer) {
            return CompletableFuture.completedFuture(new Outcome.Unavailable<>());
        }
        return AskPattern.ask(
                run(id),
                (ActorRef<Outcome<RunReply>> replyTo) -> new EntityMessage.Tell<>(command, replyTo),
                ANSWER_WITHIN,
                kit.scheduler());
    }

    @Override
    public CompletionStage<Outcome<Run>> read(RunId id) {
        return AskPattern.ask(
                run(id),
                (ActorRef<Outcome<Run>> replyTo) -> new EntityMessage.Read<>(replyTo),
                ANSWER_WITHIN,
                kit.scheduler());
    }

    @Override
    public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
        return CompletableFuture.completedFuture(new Outcome.Answered<>(ledger.tell(command, timing.instant())));
    }

    @Override
    public CompletionStage<Outcome<LedgerState>> read() {
        return CompletableFuture.completedFuture(new Outcome.Answered<>(ledger.state()));
    }

    @Override
    public Optional<LanguageModel> find(ModelId id) {
        return Optional.of(model);
    }

    @Override
    public Set<String> providers() {
        return Set.of("offline");
    }

    @Override
    public CompletionStage<List<AgentDefinition>> all() {
        return agentsAnswer ? CompletableFuture.completedFuture(DefaultAgents.all()) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Optional<AgentDefinition>> find(MemberId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> save(AgentDefinition agent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> remove(MemberId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
        synchronized (drafts) {
            drafts.add("%d:%d:%s".formatted(attempt, offset, text));
        }
    }

    @Override
    public void does(SpaceId id, TurnId turn, Activity activity) {
        synchronized (activities) {
            activities.add(activity);
        }
    }

    @Override
    public void ended(SpaceId space, TurnId turn) {
        synchronized (drafts) {
            drafts.add("ended");
        }
    }

    /** What was seen of the agents' writing. */
    List<String> drafts() {
        synchronized (drafts) {
            return List.copyOf(drafts);
        }
    }

    int working() {
        return workers.size();
    }

    /** The answer of an entity that is well. */
    static <R> R answer(CompletionStage<Outcome<R>> asked) {
        var outcome = asked.toCompletableFuture().join();
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<R>) outcome).reply();
    }

    private ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>> space(SpaceId id) {
        return spaces.computeIfAbsent(id.value(), key -> spawn(kind("space", new SpaceRules(), supervisor), key));
    }

    private ActorRef<EntityMessage<Run, RunCommand, RunEvent, RunReply>> run(RunId id) {
        return runs.computeIfAbsent(id.toString(), key -> spawn(kind("run", new RunRules(), workers), key));
    }

    private <S extends EntityState, C, E, R> EntityKind<S, C, E, R> kind(
            String name, Decider<S, C, E, R> rules, EntityKind.ConsequencesOf<S> consequences) {
        return new EntityKind<>(name, rules, consequences, timing, EntityKind.WAITING_MAX);
    }

    private <S extends EntityState, C, E, R> ActorRef<EntityMessage<S, C, E, R>> spawn(
            EntityKind<S, C, E, R> kind, String id) {
        return kit.spawn(EntityActor.create(kind, id));
    }

    private static PriceCatalogue prices() {
        var all = List.of(Pattern.compile(".*"));
        var prices = UnitPrices.of("v1", PRICE, PRICE);
        return PriceCatalogue.of(
                "v1", List.of(new ModelPrice("offline", "rules", all, Instant.EPOCH, null, 100_000, 4_000, 4, prices)));
    }
}
