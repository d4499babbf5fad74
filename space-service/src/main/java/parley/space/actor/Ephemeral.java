package parley.space.actor;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.presence.Doing;
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
 * @param crowded whether there are so many members that each reader is told of those on their screen alone
 * @param online how many people are there
 */
public record Ephemeral(
        String incarnation,
        long version,
        PMap<TurnId, Draft> drafts,
        Versioned<Doing> agents,
        Versioned<Presence> presence,
        Versioned<Typing> typing,
        boolean crowded,
        int online) {

    /** Members up to which every reader is told of everybody. */
    public static final int EVERYBODY_MAX = 100;

    /** Members that one reader can be told of where there are more. */
    public static final int VISIBLE_MAX = 50;

    /** Nothing has passed yet in this life of a hub. */
    public static Ephemeral begin(String incarnation) {
        return new Ephemeral(
                incarnation,
                0,
                HashTreePMap.empty(),
                Versioned.empty(),
                Versioned.empty(),
                Versioned.empty(),
                false,
                0);
    }
}
