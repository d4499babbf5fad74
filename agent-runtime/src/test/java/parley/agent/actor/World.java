package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
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
import parley.entity.Outcome;
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
final class World implements Spaces, Ledger, Runs, Agents, LanguageModels, DraftSink, Timing {

    static final SpaceId SPACE = new SpaceId("sp_a");
    static final MemberId ADA = new MemberId("u_ada");
    static final ModelId MODEL = ModelId.parse("openai/large");

    /** Waits as long as this are watchdogs, which have nothing to do here. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final int ROUNDS_MAX = 200;

    private static final Usd PRICE_PER_MILLION = new Usd(1_000_000_000L);

    final Journal<Space, SpaceCommand, SpaceEvent, SpaceReply> space = new Journal<>(new SpaceRules());
    final Journal<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> ledger =
            new Journal<>(new LedgerRules(LedgerSettings.DEFAULT));
    final Map<RunId, Journal<Run, RunCommand, RunEvent, RunReply>> runs = new HashMap<>();
    final List<AgentDefinition> agents = new ArrayList<>();
    boolean ledgerAnswers = true;
    boolean configured = true;
    boolean priced = true;
    private final LanguageModel model;
    private final Fate fate;
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private int keys;
    int restarts;

    World(LanguageModel model, Fate fate, FloorSettings floor, String... names) {
        this.model = model;
        this.fate = fate;
        var ada = new Caller(ADA, MemberKind.HUMAN, false);
        space.tell(
                new SpaceCommand.Create("e1", new SpaceSettings("lobby", "Lobby", "", false, floor), "ada", ada), now);
        for (var name : names) {
            var id = new MemberId("a_" + name);
            space.tell(new SpaceCommand.Join(id, MemberKind.AGENT, name, Role.MEMBER, ada), now);
            agents.add(new AgentDefinition(
                    id, name, "You are " + name, List.of(name), List.of(MODEL), List.of(), 1_000, 1, true));
        }
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
        var price = new ModelPrice(
                MODEL.provider(),
                MODEL.name(),
                List.of(Pattern.compile(".*")),
                Instant.EPOCH,
                null,
                100_000,
                4_000,
                4,
                UnitPrices.of("v1", PRICE_PER_MILLION, PRICE_PER_MILLION));
        var prices = PriceCatalogue.of("v1", priced ? List.of(price) : List.of());
        return new RunSurroundings(
                this, this, this, this, prices, new ModelHealth(this), this, String::length, this, Runnable::run);
    }

    private <R> CompletionStage<Outcome<R>> effect(Supplier<R> effect) {
        fate.point();
        var result = effect.get();
        fate.point();
        return CompletableFuture.completedFuture(new Outcome.Answered<>(result));
    }

    @Override
    public CompletionStage<Outcome<SpaceReply>> send(SpaceId id, SpaceCommand command) {
        return effect(() -> space.tell(command, now));
    }

    @Override
    public CompletionStage<Outcome<Space>> read(SpaceId id) {
        return effect(space::state);
    }

    @Override
    public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
        return ledgerAnswers
                ? effect(() -> ledger.tell(command, now))
                : CompletableFuture.completedFuture(new Outcome.Unavailable<>());
    }

    @Override
    public CompletionStage<Outcome<LedgerState>> read() {
        return effect(ledger::state);
    }

    @Override
    public CompletionStage<Outcome<RunReply>> send(RunId run, RunCommand command) {
        return effect(() -> run(run).tell(command, now));
    }

    @Override
    public CompletionStage<Outcome<Run>> read(RunId run) {
        return effect(() -> run(run).state());
    }

    @Override
    public Optional<LanguageModel> find(ModelId id) {
        return configured ? Optional.of(mortal()) : Optional.empty();
    }

    private LanguageModel mortal() {
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
    public Set<String> providers() {
        return Set.of(MODEL.provider());
    }

    @Override
    public CompletionStage<List<AgentDefinition>> all() {
        return CompletableFuture.completedFuture(agents);
    }

    @Override
    public CompletionStage<Optional<AgentDefinition>> find(MemberId id) {
        return CompletableFuture.completedFuture(
                agents.stream().filter(agent -> agent.id().equals(id)).findFirst());
    }

    @Override
    public CompletionStage<Void> save(AgentDefinition agent) {
        agents.add(agent);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> remove(MemberId id) {
        return CompletableFuture.completedFuture(
                agents.removeIf(agent -> agent.id().equals(id)));
    }

    @Override
    public void append(SpaceId id, TurnId turn, MemberId agent, int attempt, int offset, String text) {}

    @Override
    public void does(SpaceId id, TurnId turn, Activity activity) {}

    @Override
    public void ended(SpaceId id, TurnId turn) {}

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
