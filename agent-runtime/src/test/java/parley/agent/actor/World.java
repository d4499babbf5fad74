package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import parley.agent.AgentDefinition;
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
import parley.entity.Outcome;
import parley.ledger.PriceCatalogue;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.OpenTurn;
import parley.space.Role;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.SpaceSettings;
import parley.space.TurnId;
import parley.space.floor.FloorSettings;
import parley.space.view.Spaces;

/**
 * A space, a ledger and runs under their real rules, in memory and in one thread. Every effect is a point where the process may be killed,
 * just before it and just after it. Short waits pass at once; nothing ever falls silent.
 */
final class World implements Spaces, Runs, Timing {

    static final SpaceId SPACE = new SpaceId("sp_a");
    static final MemberId ADA = new MemberId("u_ada");
    static final ModelId MODEL = ModelId.parse("openai/large");

    /** Waits as long as this are watchdogs, which have nothing to do here. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final int ROUNDS_MAX = 200;

    final Journal<Space, SpaceCommand, SpaceEvent, SpaceReply> space = new Journal<>(new SpaceRules());
    final RuledLedger ledger;
    final Map<RunId, Journal<Run, RunCommand, RunEvent, RunReply>> runs = new HashMap<>();
    final MemoryAgents agents;
    final OneModel models;
    boolean priced = true;
    private final Fate fate;
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private int keys;
    int restarts;

    World(LanguageModel model, Fate fate, FloorSettings floor, String... names) {
        this.fate = fate;
        ledger = new RuledLedger(this, fate);
        models = new OneModel(MODEL, mortal(model));
        var ada = new Caller(ADA, MemberKind.HUMAN, false);
        space.tell(
                new SpaceCommand.Create("e1", new SpaceSettings("lobby", "Lobby", "", false, floor), "ada", ada), now);
        for (var name : names) {
            space.tell(new SpaceCommand.Join(agent(name), MemberKind.AGENT, name, Role.MEMBER, ada), now);
        }
        agents = new MemoryAgents(Stream.of(names).map(World::definition).toList());
    }

    private static AgentDefinition definition(String name) {
        return new AgentDefinition(
                agent(name), name, "You are " + name, List.of(name), List.of(MODEL), List.of(), 1_000, 1, true);
    }

    private static MemberId agent(String name) {
        return new MemberId("a_" + name);
    }

    /** Ada says something; the agents she mentions are asked. */
    void says(String text, MemberId... mentions) {
        var ada = new Caller(ADA, MemberKind.HUMAN, false);
        space.tell(new SpaceCommand.Post(ada, key(), text, List.of(mentions), null, null), now);
    }

    /** Works on every open turn until none is left; a killed process is started again. */
    void settle() {
        for (int round = 0; !open().isEmpty(); round++) {
            if (round > ROUNDS_MAX) {
                throw new AssertionError("these turns never end: " + open());
            }
            try {
                open().forEach(turn -> worker(turn.id()).work());
            } catch (Fate.Killed _) {
                restarts++;
            }
        }
    }

    RunWorker worker(TurnId turn) {
        return new RunWorker(new RunId(SPACE, turn), this, around());
    }

    List<OpenTurn> open() {
        return space.state().floor().turns(_ -> true);
    }

    Journal<Run, RunCommand, RunEvent, RunReply> run(RunId id) {
        return runs.computeIfAbsent(id, _ -> new Journal<>(new RunRules()));
    }

    private RunSurroundings around() {
        return new RunSurroundings(
                this,
                ledger,
                agents,
                models,
                priced ? models.prices() : PriceCatalogue.of("v1", List.of()),
                new ModelHealth(this),
                new SeenDrafts(),
                String::length,
                this,
                Runnable::run);
    }

    @Override
    public CompletionStage<Outcome<SpaceReply>> send(SpaceId id, SpaceCommand command) {
        return fate.around(() -> space.tell(command, now));
    }

    @Override
    public CompletionStage<Outcome<Space>> read(SpaceId id) {
        return fate.around(space::state);
    }

    @Override
    public CompletionStage<Outcome<RunReply>> send(RunId run, RunCommand command) {
        return fate.around(() -> run(run).tell(command, now));
    }

    @Override
    public CompletionStage<Outcome<Run>> read(RunId run) {
        return fate.around(() -> run(run).state());
    }

    private LanguageModel mortal(LanguageModel model) {
        return (request, listener, cancellation) -> {
            fate.point();
            var reply = model.generate(
                    request,
                    text -> {
                        fate.point();
                        listener.onText(text);
                    },
                    cancellation);
            fate.point();
            return reply;
        };
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        if (delay.compareTo(LONG) < 0) {
            now = now.plus(delay);
            action.run();
        }
        return () -> {};
    }

    @Override
    public double random() {
        return 0.5;
    }

    private String key() {
        return key(now, ++keys);
    }

    /** A ULID made at a time. */
    static String key(Instant at, int number) {
        var digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var key = new StringBuilder();
        for (var shift = 45; shift >= 0; shift -= 5) {
            key.append(digits.charAt((int) (at.toEpochMilli() >> shift & 31)));
        }
        return key.append("%016d".formatted(number)).toString();
    }
}
