package parley.gateway.rest;

import java.util.Optional;
import java.util.function.Supplier;
import parley.agent.Agents;
import parley.agent.model.LanguageModels;
import parley.identity.UserStore;
import parley.ledger.CostReport;
import parley.ledger.Ledger;
import parley.ledger.PriceCatalogue;
import parley.space.actor.UpdateEncoder;
import parley.space.reader.Readers;
import parley.space.reader.UnreadIndex;
import parley.space.view.MessageIndex;
import parley.space.view.SpaceDirectory;
import parley.space.view.SpaceLog;
import parley.space.view.Spaces;

/**
 * What the REST resources reach the rest of the product through.
 *
 * @param encoder the form of events on the wire
 * @param missing what is not ready yet, for people; empty where everything is
 */
public record RestPorts(
        UserStore users,
        Spaces spaces,
        SpaceLog log,
        SpaceDirectory directory,
        MessageIndex index,
        Agents agents,
        LanguageModels models,
        Ledger ledger,
        CostReport costs,
        Supplier<PriceCatalogue> prices,
        Drafts drafts,
        UpdateEncoder encoder,
        Readers readers,
        UnreadIndex unread,
        EventStreams streams,
        Supplier<Optional<String>> missing) {}
