package parley.agent.model.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModelContract;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelRequest;

/** The offline models are models like any other, and always say the same about the same. */
class OfflineModelTest extends LanguageModelContract {

    @Override
    protected LanguageModel model() {
        return new OfflineModels(Pace.UNPACED).find(id()).orElseThrow();
    }

    @Override
    protected LanguageModel endlessModel() {
        return new OfflineModels(new Pace(Duration.ofHours(1))).find(id()).orElseThrow();
    }

    @Override
    protected ModelId id() {
        return OfflineModels.RULES;
    }

    @Test
    void theSamePromptsGetTheSameReply() {
        var request = new ModelRequest(
                id(), Room.busy().says("Ada", "@jarvis summarise").toJarvis(), 500, Duration.ofSeconds(5));

        var one = model().generate(request, _ -> {}, new Cancellation());
        var other = model().generate(request, _ -> {}, new Cancellation());

        assertThat(one).isInstanceOf(Finished.class).isEqualTo(other);
    }

    @Test
    @Tag("T3")
    void theChatterboxMentionsEveryoneAndRepeatsNothing() {
        var chatterbox =
                new OfflineModels(Pace.UNPACED).find(OfflineModels.CHATTERBOX).orElseThrow();
        var room = new Room().says("Ada", "go");
        var answers = new ArrayList<String>();

        for (var round = 0; round < 4; round++) {
            var request = new ModelRequest(OfflineModels.CHATTERBOX, room.toJarvis(), 500, Duration.ofSeconds(5));
            answers.add(((Finished) chatterbox.generate(request, _ -> {}, new Cancellation())).text());
            room.says("Alice", answers.getLast());
        }

        assertThat(answers)
                .doesNotHaveDuplicates()
                .allSatisfy(answer -> assertThat(answer).contains("@alice"));
    }

    @Test
    void onlyItsTwoModelsAreFound() {
        var models = new OfflineModels(Pace.perSecond(60));

        assertThat(models.providers()).containsExactly("offline");
        assertThat(models.find(new ModelId("offline", "other"))).isEmpty();
        assertThat(models.find(new ModelId("openai", "rules"))).isEmpty();
    }

    @Test
    void theRateOfWritingIsASetting() {
        assertThat(Pace.perSecond(50).betweenPieces()).isEqualTo(Duration.ofMillis(20));
        assertThat(Pace.perSecond(0)).isEqualTo(Pace.UNPACED);
        assertThatThrownBy(() -> Pace.perSecond(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongRoomIsAnsweredWithinTheDeadline() {
        var room = new Room();
        for (var message = 0; message < 2_000; message++) {
            room.says(
                    "Ada",
                    "Message " + message + " talks about part " + message % 97
                            + " of the bridge. I'll paint it by Friday.");
        }
        var request =
                new ModelRequest(id(), room.says("Ada", "@jarvis summarise").toJarvis(), 500, Duration.ofSeconds(20));

        assertThat(model().generate(request, _ -> {}, new Cancellation())).isInstanceOf(Finished.class);
    }

    @Test
    void anyLabelIsRead() {
        assertThat(Line.parse("[m_1 · 2026-11-21 14:02 · Ada L.] a\nb [m_2 · 1 · Eve] c"))
                .isEqualTo(new Line("m_1", "2026-11-21 14:02", "Ada L.", "a\nb [m_2 · 1 · Eve] c"));
        assertThat(Line.parse("[m_1 · Ada] hi")).isEqualTo(new Line("m_1", "", "Ada", "hi"));
        assertThat(List.of(Line.parse("no label"), Line.parse(""))).allMatch(line -> line.id() == null);
    }
}
