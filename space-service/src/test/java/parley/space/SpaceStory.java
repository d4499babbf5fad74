package parley.space;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.SpaceCommand.CancelTurn;
import parley.space.SpaceCommand.Change;
import parley.space.SpaceCommand.Create;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceCommand.PostAnswer;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.FloorSettings;

/** A space told command by command, with a clock that moves only when told to. */
public final class SpaceStory {

    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    public static final MemberId ADA = new MemberId("u_ada");
    public static final MemberId BEN = new MemberId("u_ben");
    public static final MemberId EVE = new MemberId("u_eve");
    public static final MemberId JARVIS = new MemberId("a_jarvis");
    public static final MemberId ALICE = new MemberId("a_alice");
    public static final MemberId CLEO = new MemberId("a_cleo");

    /** All events so far, oldest first. */
    public final List<SpaceEvent> log = new ArrayList<>();

    public Space space;
    public Instant now = START;

    private final Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules;
    private int keys;

    public SpaceStory(Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules) {
        this.rules = rules;
        this.space = rules.initial();
    }

    /** A space that Ada owns, Ben is a member of, and three agents live in. */
    public static SpaceStory lobby() {
        return lobby(FloorSettings.DEFAULT);
    }

    public static SpaceStory lobby(FloorSettings floor) {
        var story = new SpaceStory(new SpaceRules());
        story.tell(new Create("e1", settings(floor), "ada", human(ADA)));
        story.tell(new Join(BEN, MemberKind.HUMAN, "ben", Role.MEMBER, human(ADA)));
        for (var agent : List.of(JARVIS, ALICE, CLEO)) {
            story.tell(new Join(agent, MemberKind.AGENT, agent.value().substring(2), Role.MEMBER, human(ADA)));
        }
        return story;
    }

    public static SpaceSettings settings(FloorSettings floor) {
        return new SpaceSettings("lobby", "Lobby", "", false, floor);
    }

    public static Caller human(MemberId id) {
        return new Caller(id, MemberKind.HUMAN, false);
    }

    public static Caller administrator(MemberId id) {
        return new Caller(id, MemberKind.HUMAN, true);
    }

    /** A ULID made at a time. */
    public static String key(Instant at, int number) {
        var digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var key = new StringBuilder();
        for (var shift = 45; shift >= 0; shift -= 5) {
            key.append(digits.charAt((int) (at.toEpochMilli() >> shift & 31)));
        }
        for (var shift = 75; shift >= 0; shift -= 5) {
            key.append(shift > 30 ? '0' : digits.charAt(number >> shift & 31));
        }
        return key.toString();
    }

    public SpaceReply tell(SpaceCommand command) {
        var decision = rules.decide(space, command, now);
        for (var event : decision.events()) {
            space = rules.evolve(space, event);
            log.add(event);
        }
        return decision.reply();
    }

    public Accepted accepted(SpaceCommand command) {
        return (Accepted) tell(command);
    }

    public Reason refused(SpaceCommand command) {
        return ((Rejected) tell(command)).reason();
    }

    public SpaceStory after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Post post(MemberId author, String text, MemberId... mentions) {
        return new Post(human(author), nextKey(), text, List.of(mentions), null, null);
    }

    public String nextKey() {
        return key(now, ++keys);
    }

    /** Posts a person's message. */
    public MessageId says(MemberId author, String text, MemberId... mentions) {
        return message(accepted(post(author, text, mentions)));
    }

    public SpaceReply answers(TurnId turn, String text, MemberId... mentions) {
        return tell(answer(turn, text, mentions));
    }

    public static PostAnswer answer(TurnId turn, String text, MemberId... mentions) {
        return new PostAnswer(
                turn, text, List.of(mentions), new Answer("offline/rules", TokenCount.NONE, Cost.NONE, 5));
    }

    public static CancelTurn cancel(TurnId turn, MemberId by) {
        return new CancelTurn(turn, human(by));
    }

    public void changes(FloorSettings floor) {
        accepted(new Change(settings(floor), human(ADA)));
    }

    /** The agent's open turn. */
    public TurnId turnOf(MemberId agent) {
        return space.floor().turns(turn -> turn.agent().equals(agent)).getFirst().id();
    }

    public List<MemberId> speaking() {
        return space.floor().turns(_ -> true).stream().map(OpenTurn::agent).toList();
    }

    public <E extends SpaceEvent> List<E> events(Class<E> type) {
        return log.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static MessageId message(Accepted accepted) {
        @Nullable MessageId message = accepted.message();
        if (message == null) {
            throw new AssertionError("no message in " + accepted);
        }
        return message;
    }
}
