package parley.gateway.rt;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import parley.gateway.access.Authenticator;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.Tickets;
import parley.space.actor.ReaderHubs;
import parley.space.actor.SpaceHubs;
import parley.space.reader.Readers;
import parley.space.view.Spaces;

/**
 * What every connection of a node works with.
 *
 * @param messages how fast each user may send to each space
 * @param nanos a monotonic clock
 */
record Surroundings(
        Spaces spaces,
        Readers readers,
        SpaceHubs hubs,
        ReaderHubs readerHubs,
        Authenticator authenticator,
        Tickets tickets,
        LimitSettings limits,
        FrameReader frames,
        Commands commands,
        MessageRate messages,
        OpenSockets sockets,
        InstantSource clock,
        LongSupplier nanos) {}
