package parley.space;

import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import parley.entity.Decider;
import parley.space.SpaceCommand.Create;
import parley.space.SpaceCommand.Join;
import parley.space.floor.FloorSettings;

/** A room and what may happen in it. */
record ConversationRoom(
        String name,
        int agents,
        int people,
        int messages,
        int wakes,
        int turnsPerRoot,
        int hops,
        int turnsPerAgent,
        int mentionsOfPerson,
        int streak) {

    static final int UNLIMITED = 1_000;

    static final ConversationRoom TWO = new ConversationRoom("two agents", 2, 1, 2, 0, 5, 3, 2, 2, UNLIMITED);
    static final ConversationRoom THREE = new ConversationRoom("three agents", 3, 1, 1, 0, 5, 3, 2, 2, UNLIMITED);

    static final ConversationRoom FEW = new ConversationRoom("three agents, few turns", 3, 1, 1, 0, 4, 3, 2, 2, UNLIMITED);

    FloorSettings bounds() {
        var normal = FloorSettings.DEFAULT;
        return new FloorSettings(
                normal.policy(),
                turnsPerRoot,
                hops,
                turnsPerAgent,
                mentionsOfPerson,
                streak,
                normal.coolDown(),
                normal.turnDeadline());
    }

    /** The most messages of agents that one message of a person can cause. */
    int bound() {
        return Math.min(turnsPerRoot, agents * turnsPerAgent);
    }

    List<MemberId> members() {
        return Stream.iterate(0, number -> number + 1)
                .limit(agents)
                .map(number -> new MemberId("a_" + number))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Visits every conversation that this room can have. */
    ConversationChecker.Result search(
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules, int asksPerMention, Set<ConversationInvariant> sought) {
        var adversaries = new AdversarialAgents(
                List.of(ADA, BEN).subList(0, people),
                agents * people <= 4 ? orders(members()) : subsets(members()),
                messages,
                wakes);
        return new ConversationChecker<>(rules, adversaries, members(), asksPerMention).search(start(), sought);
    }

    private Space start() {
        var story = new SpaceStory(new SpaceRules());
        story.accepted(new Create("e1", SpaceStory.settings(bounds()), "ada", SpaceStory.human(ADA)));
        story.accepted(new Join(BEN, MemberKind.HUMAN, "ben", Role.MEMBER, SpaceStory.human(ADA)));
        for (var agent : members()) {
            story.accepted(new Join(agent, MemberKind.AGENT, "agent", Role.MEMBER, SpaceStory.human(ADA)));
        }
        return story.space;
    }

    /** Every subset in every order. */
    private static List<List<MemberId>> orders(List<MemberId> members) {
        var orders = new ArrayList<List<MemberId>>();
        orders.add(List.of());
        for (var index = 0; index < orders.size(); index++) {
            for (var member : members) {
                if (!orders.get(index).contains(member)) {
                    var longer = new ArrayList<>(orders.get(index));
                    longer.add(member);
                    orders.add(longer);
                }
            }
        }
        return orders;
    }

    /** Every subset, in one order: who is heard first of many is heard as well where fewer are mentioned. */
    private static List<List<MemberId>> subsets(List<MemberId> members) {
        var subsets = new ArrayList<List<MemberId>>();
        subsets.add(List.of());
        for (var member : members) {
            for (var smaller : List.copyOf(subsets)) {
                var larger = new ArrayList<>(smaller);
                larger.add(member);
                subsets.add(larger);
            }
        }
        return subsets;
    }
}
