package parley.space;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnPolicy;

/** Commands as anybody might give them, sensible or not; the same for the same seed. */
final class RandomCommands {

    private static final List<MemberId> PEOPLE = List.of(SpaceStory.ADA, SpaceStory.BEN, SpaceStory.EVE);
    private static final List<MemberId> AGENTS = List.of(SpaceStory.JARVIS, SpaceStory.ALICE, SpaceStory.CLEO);
    private static final List<TurnPolicy> POLICIES =
            List.of(new TurnPolicy.Quiet(), new TurnPolicy.Mention(), new TurnPolicy.HandOver());

    private final Random random;
    private int keys;

    RandomCommands(long seed) {
        this.random = new Random(seed);
    }

    /** How much later the next command is given. */
    Duration pause() {
        return Duration.ofMillis(random.nextInt(20) == 0 ? 200_000 : random.nextInt(1_000));
    }

    SpaceCommand next(Space space, Instant now) {
        return switch (random.nextInt(20)) {
            case 0 -> new SpaceCommand.Create(pick(List.of("e1", "e2")), settings(), "ada", caller());
            case 1 -> new SpaceCommand.Change(settings(), caller());
            case 2 -> join();
            case 3 -> new SpaceCommand.Leave(pick(PEOPLE), caller());
            case 4, 5 -> new SpaceCommand.Edit(caller(), message(space), text(), mentions(), rev());
            case 6 -> new SpaceCommand.Delete(caller(), message(space));
            case 7, 8 ->
                new SpaceCommand.React(caller(), message(space), pick(List.of("👍", "👎")), random.nextBoolean());
            case 9 ->
                new SpaceCommand.Wake("wake-" + random.nextInt(20), pick(AGENTS), "look around", random.nextInt(6));
            case 10 -> new SpaceCommand.PassTurn(turn(space), TokenCount.NONE, Cost.NONE);
            case 11 -> new SpaceCommand.FailTurn(turn(space), TurnFailure.MODEL, "", TokenCount.NONE, Cost.NONE, "");
            case 12 -> new SpaceCommand.CancelTurn(turn(space), caller());
            case 13 -> new SpaceCommand.ExpireTurns();
            case 14, 15, 16 -> SpaceStory.answer(turn(space), text(), mentions().toArray(MemberId[]::new));
            default -> new SpaceCommand.Post(caller(), key(now), text(), mentions(), null, null);
        };
    }

    private SpaceCommand join() {
        return random.nextBoolean()
                ? new SpaceCommand.Join(
                        pick(PEOPLE), MemberKind.HUMAN, "somebody", pick(List.of(Role.values())), caller())
                : new SpaceCommand.Join(pick(AGENTS), MemberKind.AGENT, "agent", Role.MEMBER, caller());
    }

    private SpaceSettings settings() {
        var normal = FloorSettings.DEFAULT.with(pick(POLICIES));
        var floor = new FloorSettings(
                random.nextInt(3) == 0 ? normal.policy() : new TurnPolicy.HandOver(),
                random.nextInt(8),
                random.nextInt(5),
                random.nextInt(4),
                random.nextInt(4),
                4 + random.nextInt(8),
                Duration.ofMillis(random.nextInt(2) * 500L),
                normal.turnDeadline());
        return SpaceStory.settings(floor);
    }

    private Caller caller() {
        return new Caller(pick(PEOPLE), MemberKind.HUMAN, random.nextInt(3) == 0);
    }

    private String key(Instant now) {
        return switch (random.nextInt(12)) {
            case 0 -> SpaceStory.key(now.minus(Duration.ofDays(3)), ++keys);
            case 1 -> SpaceStory.key(now.plus(Duration.ofHours(1)), ++keys);
            case 2 -> "no key";
            default -> SpaceStory.key(now, ++keys);
        };
    }

    private List<MemberId> mentions() {
        var mentions = new ArrayList<MemberId>();
        for (var count = random.nextInt(5); count > 0; count--) {
            mentions.add(random.nextInt(5) == 0 ? pick(PEOPLE) : pick(AGENTS));
        }
        return mentions;
    }

    private MessageId message(Space space) {
        return space.recent().isEmpty() || random.nextInt(10) == 0
                ? new MessageId("m_none")
                : pick(space.recent()).id();
    }

    private TurnId turn(Space space) {
        var open = List.copyOf(space.floor().open().keySet());
        return open.isEmpty() || random.nextInt(4) == 0 ? TurnId.ofGrant(random.nextLong(space.seq() + 2)) : pick(open);
    }

    private String text() {
        return random.nextInt(10) == 0 ? "" : pick(List.of("yes", "no")) + " " + random.nextInt(1_000_000);
    }

    private @Nullable Integer rev() {
        return random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(2));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
