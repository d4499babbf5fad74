package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import parley.agent.DefaultAgents;
import parley.agent.model.LanguageModel;
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
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.view.Spaces;

/** A node with real entities on one journal: spaces, runs and what drives them; only models, agents and the ledger are near at hand. */
final class Node implements Spaces, Runs {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final ModelId MODEL = ModelId.parse("offline/rules");

    final MemoryAgents agents = new MemoryAgents(DefaultAgents.all());
    final SeenDrafts drafts = new SeenDrafts();
    volatile boolean runsAnswer = true;
    private final ActorTestKit kit;
    private final Timing timing;
    private final RunWorkers workers;
    private final AgentSupervisor supervisor;
    private final Map<String, ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>>> spaces =
            new ConcurrentHashMap<>();
    private final Map<String, ActorRef<EntityMessage<Run, RunCommand, RunEvent, RunReply>>> runs =
            new ConcurrentHashMap<>();

    Node(ActorTestKit kit, Timing timing, Ledger ledger, LanguageModel model) {
        this.kit = kit;
        this.timing = timing;
        supervisor = new AgentSupervisor(timing);
        var models = new OneModel(MODEL, model);
        workers = new RunWorkers(new RunSurroundings(
                this,
                ledger,
                agents,
                models,
                models.prices(),
                new ModelHealth(timing),
                drafts,
                String::length,
                timing,
                Thread::startVirtualThread));
        supervisor.begin(this, this);
        workers.begin(this);
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
        return ask(space(id), replyTo -> new EntityMessage.Tell<>(command, replyTo));
    }

    @Override
    public CompletionStage<Outcome<Space>> read(SpaceId id) {
        return ask(space(id), replyTo -> new EntityMessage.Read<>(replyTo));
    }

    @Override
    public CompletionStage<Outcome<RunReply>> send(RunId id, RunCommand command) {
        if (!runsAnswer) {
            return CompletableFuture.completedFuture(new Outcome.Unavailable<>());
        }
        return ask(run(id), replyTo -> new EntityMessage.Tell<>(command, replyTo));
    }

    @Override
    public CompletionStage<Outcome<Run>> read(RunId id) {
        return ask(run(id), replyTo -> new EntityMessage.Read<>(replyTo));
    }

    private <M, A> CompletionStage<A> ask(ActorRef<M> entity, Function<ActorRef<A>, M> message) {
        return AskPattern.ask(entity, message::apply, ANSWER_WITHIN, kit.scheduler());
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
}
