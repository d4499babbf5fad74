package parley.deploy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import parley.agent.Agents;
import parley.agent.DefaultAgents;
import parley.agent.DefaultBudgets;
import parley.entity.Outcome;
import parley.identity.User;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand.SetBudget;
import parley.space.Caller;
import parley.space.MemberKind;
import parley.space.Role;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceSettings;
import parley.space.floor.FloorSettings;
import parley.space.view.SpaceDirectory;
import parley.space.view.Spaces;

/**
 * What a new installation finds: two agents, budgets, and a lobby where the agents say hello. Every step may be repeated, so a first start
 * that was cut short is finished by the second.
 */
record FirstStart(Spaces spaces, SpaceDirectory directory, Agents agents, Ledger ledger) {

    static final SpaceId LOBBY = new SpaceId("sp_lobby");

    /** The lobby's log once it is set up: the space, its owner, two agents, and a wake-up with its turn. */
    private static final long SET_UP = 5;

    private static final int OPENING_TURNS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BY = "first start";

    private static final String OPENING =
            "@jarvis introduce yourself to the people of this new space in two short sentences and hand over to @alice";

    /** Sets up what is missing. */
    void run(User administrator) {
        addAgents();
        addBudgets();
        if (answer(spaces.read(LOBBY)).seq() < SET_UP) {
            openLobby(administrator);
        }
    }

    private void addAgents() {
        if (!join(agents.all()).isEmpty()) {
            return;
        }
        DefaultAgents.all().forEach(agent -> join(agents.save(agent)));
    }

    private void addBudgets() {
        if (!answer(ledger.read()).standings().isEmpty()) {
            return;
        }
        DefaultBudgets.in(ZoneOffset.UTC)
                .forEach((account, budget) -> answer(ledger.ask(new SetBudget(account, budget, BY))));
    }

    private void openLobby(User administrator) {
        var by = new Caller(administrator.id(), MemberKind.HUMAN, true);
        var settings =
                new SpaceSettings("lobby", "Lobby", "Say hello, and ask Jarvis or Alice", false, FloorSettings.DEFAULT);
        join(directory.claim(settings.name(), LOBBY));
        send(new SpaceCommand.Create(UUID.randomUUID().toString(), settings, administrator.name(), by));
        for (var agent : DefaultAgents.all()) {
            send(new SpaceCommand.Join(agent.id(), MemberKind.AGENT, agent.name(), Role.MEMBER, by));
        }
        send(new SpaceCommand.Wake("opening", DefaultAgents.JARVIS, OPENING, OPENING_TURNS));
    }

    /** A refusal means that it has been done. */
    private SpaceReply send(SpaceCommand command) {
        return answer(spaces.send(LOBBY, command));
    }

    /** The main thread waits; nothing serves yet. */
    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static <T> T answer(CompletionStage<Outcome<T>> stage) {
        return switch (join(stage)) {
            case Outcome.Answered<T>(var reply) -> reply;
            case Outcome.Overloaded<T> _, Outcome.Unavailable<T> _ ->
                throw new IllegalStateException("the store does not answer; start again");
        };
    }
}
