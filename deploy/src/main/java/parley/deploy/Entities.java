package parley.deploy;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.agent.actor.AgentSupervisor;
import parley.agent.actor.DraftSink;
import parley.agent.actor.RunSurroundings;
import parley.agent.actor.ShardedRuns;
import parley.agent.actor.SystemTiming;
import parley.agent.model.CombinedModels;
import parley.agent.model.LanguageModels;
import parley.agent.model.Tokens;
import parley.agent.model.langchain4j.ProviderModels;
import parley.agent.model.offline.OfflineModels;
import parley.agent.model.offline.Pace;
import parley.agent.model.resilience.ModelHealth;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityRegion;
import parley.gateway.rt.WireEvents;
import parley.gateway.rt.WireReading;
import parley.ledger.Ledger;
import parley.ledger.LedgerSettings;
import parley.ledger.PriceCatalogue;
import parley.ledger.actor.ShardedLedger;
import parley.ledger.catalogue.PriceCatalogueReader;
import parley.persistence.Persistence;
import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.SpaceRules;
import parley.space.TurnId;
import parley.space.actor.AttentiveReaders;
import parley.space.actor.HubSettings;
import parley.space.actor.IntentionClock;
import parley.space.actor.ReaderHubs;
import parley.space.actor.ShardedReaders;
import parley.space.actor.ShardedSpaces;
import parley.space.actor.SpaceHubs;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderReply;
import parley.space.reader.ReaderRules;
import parley.space.reader.Readers;
import parley.space.view.Spaces;

/** Spaces, runs and the ledger at work, and what they work with. */
record Entities(
        Spaces spaces,
        SpaceHubs hubs,
        Readers readers,
        ReaderHubs readerHubs,
        Ledger ledger,
        LanguageModels models,
        PriceCatalogue prices,
        AgentSupervisor supervisor) {

    static Entities start(ActorSystem<?> system, Persistence stored, Settings settings) {
        var timing = new SystemTiming(system);
        var ledger =
                ShardedLedger.start(system, LedgerSettings.DEFAULT, EntityKind.afterCommit(stored.projections()::poke));
        var supervisor = new AgentSupervisor(timing);
        var intentions = new IntentionClock(InstantSource.system());
        var region = EntityRegion.start(
                system,
                EntityKind.of(
                        ShardedSpaces.KIND,
                        new SpaceRules(),
                        supervisor.and(intentions).and(EntityKind.afterCommit(stored.projections()::poke))));
        var spaces = new ShardedSpaces(region);
        var readerRegion = readers(system, stored);
        var readers = new ShardedReaders(readerRegion);
        var hubs = SpaceHubs.start(
                system, region, new SpaceRules(), stored.spaceLog(), new WireEvents(), readers, HubSettings.DEFAULT);
        var models = models(settings);
        var prices = prices(settings);
        var runs = ShardedRuns.start(
                system,
                new RunSurroundings(
                        spaces,
                        ledger,
                        stored.agents(),
                        models,
                        prices,
                        new ModelHealth(timing),
                        drafts(hubs),
                        Tokens::count,
                        timing,
                        Executors.newVirtualThreadPerTaskExecutor()));
        supervisor.begin(spaces, runs);
        intentions.begin(spaces);
        var readerHubs = ReaderHubs.start(
                system, readerRegion, stored.readerLog(), new WireReading(), new WireEvents(), HubSettings.DEFAULT);
        return new Entities(
                spaces, hubs, new AttentiveReaders(readers, hubs), readerHubs, ledger, models, prices, supervisor);
    }

    private static EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> readers(
            ActorSystem<?> system, Persistence stored) {
        return EntityRegion.start(
                system,
                EntityKind.of(
                        ShardedReaders.KIND, new ReaderRules(), EntityKind.afterCommit(stored.projections()::poke)));
    }

    private static LanguageModels models(Settings settings) {
        var pace = settings.piecesPerSecond() == 0 ? Pace.UNPACED : Pace.perSecond(settings.piecesPerSecond());
        return new CombinedModels(List.of(new OfflineModels(pace), new ProviderModels(settings.providers())));
    }

    private static PriceCatalogue prices(Settings settings) {
        var reader = new PriceCatalogueReader();
        try {
            return settings.prices().map(reader::withOverrides).orElseGet(reader::builtIn);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("parley.models.prices: " + e.getMessage());
        }
    }

    /** Readers see agents work through the hubs. */
    private static DraftSink drafts(SpaceHubs hubs) {
        return new DraftSink() {
            @Override
            public void append(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
                hubs.draft(space, turn, agent, attempt, offset, text);
            }

            @Override
            public void does(SpaceId space, TurnId turn, Activity activity) {
                hubs.does(space, turn, activity);
            }

            @Override
            public void ended(SpaceId space, TurnId turn) {
                hubs.released(space, turn);
            }
        };
    }
}
