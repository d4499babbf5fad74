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
 */
public record Ephemeral(
        String incarnation, PMap<TurnId, Draft> drafts, Versioned<Presence> presence, Versioned<Typing> typing) {

    static Ephemeral begin(String incarnation) {
        return new Ephemeral(incarnation, HashTreePMap.empty(), Versioned.empty(), Versioned.empty());
    }

    Ephemeral with(PMap<TurnId, Draft> changed) {
        return new Ephemeral(incarnation, changed, presence, typing);
    }

    Ephemeral present(Versioned<Presence> changed) {
        return new Ephemeral(incarnation, drafts, changed, typing);
    }

    Ephemeral typing(Versioned<Typing> changed) {
        return new Ephemeral(incarnation, drafts, presence, changed);
    }
}
