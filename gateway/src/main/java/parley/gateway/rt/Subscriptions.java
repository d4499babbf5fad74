package parley.gateway.rt;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.SpaceId;
import parley.space.actor.Subscriber.Departure;
import parley.space.actor.Subscriber.Ending;

/** The spaces that one connection follows, each of which gets its turn. */
final class Subscriptions {

    private final Map<SpaceId, Subscription> bySpace = new LinkedHashMap<>();
    private final Map<SpaceId, Long> announced = new HashMap<>();
    private List<Subscription> order = List.of();
    private final int most;
    private int turn;

    /** @param most how many spaces a connection may follow */
    Subscriptions(int most) {
        this.most = most;
    }

    @Nullable
    Subscription get(SpaceId space) {
        return bySpace.get(space);
    }

    /** Follows a space, anew where that is done already, or says why not. */
    Optional<Problem> begin(Subscription subscription) {
        var space = subscription.space();
        if (bySpace.size() >= most && !bySpace.containsKey(space)) {
            return Optional.of(Problem.of(
                    ProblemCode.TOO_MANY_SUBSCRIPTIONS, "a connection may follow %d spaces".formatted(most)));
        }
        end(space, Departure.REPLACED);
        bySpace.put(space, subscription);
        order = List.copyOf(bySpace.values());
        subscription.start();
        return Optional.empty();
    }

    void remove(Subscription subscription) {
        bySpace.remove(subscription.space(), subscription);
        announced.remove(subscription.space());
        order = List.copyOf(bySpace.values());
    }

    /** The client does not want to follow a space any more, or begins anew. */
    void end(SpaceId space, Departure how) {
        var subscription = bySpace.get(space);
        if (subscription != null) {
            subscription.leave(how);
            remove(subscription);
        }
    }

    /** The client has applied everything up to these places. */
    void acknowledged(Map<SpaceId, Long> applied) {
        applied.forEach((space, seq) -> {
            var subscription = bySpace.get(space);
            if (subscription != null) {
                subscription.acknowledged(seq);
            }
        });
    }

    /** Sends events once more, or says why not. */
    Optional<Problem> pull(Frame.Pull pull) {
        var subscription = bySpace.get(pull.space());
        if (subscription == null) {
            return Optional.of(Problem.of(ProblemCode.INVALID, "subscribe to a space before you pull from it"));
        }
        return subscription.pull(pull.after(), pull.limit())
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemCode.RATE_LIMITED, "%d pulls of a space may wait".formatted(Pulls.MAX))
                        .retryAfter(Duration.ofSeconds(1)));
    }

    /** Tells once more how these models stand, or says why not. */
    Optional<Problem> again(Frame.Again again) {
        var subscription = bySpace.get(again.space());
        if (subscription == null) {
            return Optional.of(
                    Problem.of(ProblemCode.INVALID, "\"only\" is for a space that is subscribed to already"));
        }
        subscription.again(again.models());
        return Optional.empty();
    }

    /** Does something in a space, or says why not. */
    Optional<Problem> act(Frame.Act act) {
        var subscription = bySpace.get(act.space());
        if (subscription == null) {
            return Optional.of(Problem.of(ProblemCode.INVALID, "subscribe to a space before you act in it"));
        }
        subscription.act(act);
        return Optional.empty();
    }

    /** The client's rank has changed: it begins again wherever it still may. */
    void admitAgain() {
        order.forEach(subscription -> subscription.end(0, new Ending.Membership()));
    }

    /** The connection is gone. */
    void leave(Departure how) {
        order.forEach(subscription -> subscription.leave(how));
        bySpace.clear();
        order = List.of();
    }

    /** There may be more to send. */
    void woken() {
        order.forEach(Subscription::looked);
    }

    /** The next events of one of them; null where none has any now. */
    @Nullable
    ByteString nextEvents() {
        var all = order;
        for (int i = 0; i < all.size(); i++) {
            turn = (turn + 1) % all.size();
            var events = all.get(turn).next();
            if (events != null) {
                return events;
            }
        }
        return null;
    }

    /** What has passed in one of them; null where nothing has. */
    @Nullable
    ByteString nextPassing() {
        for (var subscription : order) {
            var passing = subscription.nextPassing();
            if (passing != null) {
                return passing;
            }
        }
        return null;
    }

    /** How far a space has got, as far as is known here; 0 where it is not followed. */
    long head(SpaceId space) {
        var subscription = bySpace.get(space);
        return subscription == null ? 0 : subscription.head();
    }

    /** How far those have got that went on since this was asked last. */
    Map<SpaceId, Long> changedHeads() {
        var changed = new HashMap<SpaceId, Long>();
        for (var subscription : order) {
            long head = subscription.head();
            if (head > 0 && !Long.valueOf(head).equals(announced.put(subscription.space(), head))) {
                changed.put(subscription.space(), head);
            }
        }
        return changed;
    }
}
