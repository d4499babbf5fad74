package parley.space.actor;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.presence.Draft;
import parley.presence.Presence;
import parley.presence.Typing;
import parley.presence.Versioned;
import parley.space.TurnId;

/**
 * What passes in a space at one moment.
 *
 * @param incarnation names the life of the hub that counts the versions
 * @param version one more with every change of anything in it
 */
public record Ephemeral(
        String incarnation,
        long version,
        PMap<TurnId, Draft> drafts,
        Versioned<Presence> presence,
        Versioned<Typing> typing) {

    static Ephemeral begin(String incarnation) {
        return new Ephemeral(incarnation, 0, HashTreePMap.empty(), Versioned.empty(), Versioned.empty());
    }

    Ephemeral with(PMap<TurnId, Draft> changed) {
        return new Ephemeral(incarnation, version + 1, changed, presence, typing);
    }

    Ephemeral present(Versioned<Presence> changed) {
        return new Ephemeral(incarnation, version + 1, drafts, changed, typing);
    }

    Ephemeral typing(Versioned<Typing> changed) {
        return new Ephemeral(incarnation, version + 1, drafts, presence, changed);
    }
}
