package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.JARVIS;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.SpaceCommand.FailTurn;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceStory;
import parley.space.TurnFailure;
import parley.space.TurnId;

/** A draft is shown while its turn is open, whatever gets lost or comes late. */
@Tag("G5")
class MomentTest {

    private final SpaceStory story = SpaceStory.lobby();
    private final Moment moment = new Moment("life", Duration.ofSeconds(6));

    @BeforeEach
    void begin() {
        moment.begin(story.space, story.now);
    }

    @Test
    void aDraftEndsWithItsTurnHoweverThatEnds() {
        ends(turn -> story.answers(turn, "42"));
        ends(turn -> story.tell(SpaceStory.cancel(turn, ADA)));
        ends(turn -> story.tell(new FailTurn(turn, TurnFailure.BUDGET, "", TokenCount.NONE, Cost.NONE, "")));
    }

    @Test
    void whatComesAfterTheEndOfATurnIsNoDraft() {
        var turn = granted();
        happens(() -> story.tell(SpaceStory.cancel(turn, ADA)));

        writes(turn);

        assertThat(moment.draft(turn)).isEmpty();
    }

    @Test
    void aDraftThatIsHereBeforeItsTurnStays() {
        var asking = asked();
        writes(asking.turn());
        moment.dropStrays(story.space);

        happens(() -> story.tell(asking.post()));
        moment.dropStrays(story.space);
        moment.dropStrays(story.space);

        assertThat(moment.draft(asking.turn())).isPresent();
    }

    @Test
    void aDraftOfNoTurnIsDroppedTheSecondTimeItIsLookedAt() {
        var turn = new TurnId("t_none");
        writes(turn);

        moment.dropStrays(story.space);
        assertThat(moment.draft(turn)).isPresent();
        moment.dropStrays(story.space);

        assertThat(moment.draft(turn)).isEmpty();
    }

    private void ends(Consumer<TurnId> how) {
        var turn = granted();
        writes(turn);
        assertThat(moment.draft(turn)).isPresent();

        happens(() -> how.accept(turn));

        assertThat(moment.draft(turn)).isEmpty();
    }

    private record Asking(Post post, TurnId turn) {}

    /** What will be asked next, and the turn that will come of it. */
    private Asking asked() {
        var post = story.post(ADA, "@jarvis", JARVIS);
        var ahead = SpaceStory.lobby();
        ahead.tell(post);
        return new Asking(post, ahead.turnOf(JARVIS));
    }

    private TurnId granted() {
        happens(() -> story.says(ADA, "@jarvis", JARVIS));
        return story.turnOf(JARVIS);
    }

    private void writes(TurnId turn) {
        moment.grown(new HubMessage.DraftGrown(turn, JARVIS, 1, 0, "It is"), story.space);
    }

    /** The moment hears what happens, each event with the space before and after. */
    private void happens(Runnable what) {
        int from = story.log.size();
        var before = story.space;
        what.run();
        for (var event : story.log.subList(from, story.log.size())) {
            moment.heard(event, before, story.space);
        }
    }
}
