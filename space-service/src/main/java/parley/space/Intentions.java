package parley.space;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What the members of a space mean to do now.
 *
 * @param byMember by whose they are, then by their keys
 */
public record Intentions(PMap<MemberId, PMap<String, Intention>> byMember) {

    /** In a space. */
    public static final int MAX = 200;

    /** Of one member. */
    public static final int OF_MEMBER_MAX = 10;

    static final Intentions NONE = new Intentions(HashTreePMap.empty());

    public Optional<Intention> find(MemberId member, String key) {
        return Optional.ofNullable(of(member).get(key));
    }

    /** All of them, those that end first before the others. */
    public List<Intention> all() {
        return byMember.values().stream()
                .flatMap(own -> own.values().stream())
                .sorted(Comparator.comparing(Intention::until)
                        .thenComparing(intention -> intention.member().value())
                        .thenComparing(Intention::key))
                .toList();
    }

    /** When the first of them is over; empty where there are none. */
    public Optional<Instant> firstEnd() {
        return byMember.values().stream()
                .flatMap(own -> own.values().stream())
                .map(Intention::until)
                .min(Comparator.naturalOrder());
    }

    int size() {
        return byMember.values().stream().mapToInt(PMap::size).sum();
    }

    PMap<String, Intention> of(MemberId member) {
        return byMember.getOrDefault(member, HashTreePMap.empty());
    }

    Intentions plus(Intention intention) {
        var own = of(intention.member()).plus(intention.key(), intention);
        return new Intentions(byMember.plus(intention.member(), own));
    }

    Intentions minus(MemberId member, String key) {
        var left = of(member).minus(key);
        return left.isEmpty() ? without(member) : new Intentions(byMember.plus(member, left));
    }

    Intentions without(MemberId member) {
        return new Intentions(byMember.minus(member));
    }
}
