package parley.gateway.rt;

import java.time.InstantSource;
import parley.gateway.access.Authenticator;
import parley.gateway.access.LimitSettings;
import parley.space.actor.SpaceHubs;
import parley.space.view.Spaces;

/** What every connection of a node works with. */
record Surroundings(
        Spaces spaces,
        SpaceHubs hubs,
        Authenticator authenticator,
        Tickets tickets,
        LimitSettings limits,
        FrameReader frames,
        Commands commands,
        InstantSource clock) {}
