package parley.space;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.AdversarialAgents.NoMemory;
import parley.space.ConversationHistory.State;
import parley.space.ConversationHistory.Turn;
import parley.space.ConversationWorld.Agents;
import parley.space.ConversationWorld.Move;
import parley.space.SpaceCommand.CancelTurn;
import parley.space.SpaceCommand.ExpireTurns;
import parley.space.SpaceCommand.FailTurn;
import parley.space.SpaceCommand.PassTurn;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceCommand.Wake;

/**
 * Agents that may do anything at any time: answer with any mentions, fail, pass, be stopped or expire, and deliver what they delivered
 * before, or should not any more, again. Among them people write, and a timer wakes an agent.
 *
 * @param mentions what anybody may mention
 * @param messages how many messages people write
 * @param wakes how often an agent is woken
 */
record AdversarialAgents(List<MemberId> people, List<List<MemberId>> mentions, int messages, int wakes)
        implements Agents<NoMemory> {

    /** Runs that remember nothing can do whatever runs that remember can. */
    record NoMemory() {}

    private static final Instant NOW = SpaceStory.START;
    private static final Instant MUCH_LATER = NOW.plus(Duration.ofDays(1));
    private static final int TURNS_PER_WAKE = 2;

    @Override
    public NoMemory initial() {
        return new NoMemory();
    }

    @Override
    public String key(NoMemory runs) {
        return "";
    }

    @Override
    public List<Move<NoMemory>> moves(ConversationWorld<NoMemory> world) {
        var moves = new ArrayList<Move<NoMemory>>();
        for (var turn : world.history().turns().values()) {
            if (turn.state() == State.OPEN) {
                ends(moves, turn);
            } else {
                repeats(moves, turn);
            }
        }
        moves.add(move(new ExpireTurns(), MUCH_LATER, false, world.space().floor().open().isEmpty()));
        writes(moves, world);
        return moves;
    }

    private void ends(List<Move<NoMemory>> moves, Turn turn) {
        for (var mentioned : mentions) {
            moves.add(move(answer(turn, mentioned), false));
        }
        moves.add(move(new PassTurn(turn.id(), TokenCount.NONE, Cost.NONE), false));
        moves.add(move(fail(turn), false));
        moves.add(move(new CancelTurn(turn.id(), SpaceStory.administrator(SpaceStory.ADA)), false));
    }

    private void repeats(List<Move<NoMemory>> moves, Turn turn) {
        moves.add(move(answer(turn, mentions.getLast()), true));
        moves.add(move(fail(turn), true));
        moves.add(move(new CancelTurn(turn.id(), SpaceStory.administrator(SpaceStory.ADA)), true));
    }

    private void writes(List<Move<NoMemory>> moves, ConversationWorld<NoMemory> world) {
        var roots = world.history().roots();
        var minted = (int) roots.values().stream().filter(root -> root.author() == null).count();
        if (roots.size() - minted < messages) {
            var key = SpaceStory.key(NOW, roots.size() + 1);
            for (var person : people) {
                for (var mentioned : mentions) {
                    var post = new Post(SpaceStory.human(person), key, "please", mentioned, null, null);
                    moves.add(move(post, NOW, true, false));
                }
            }
        }
        if (minted < wakes) {
            var agent = mentions.getLast().getFirst();
            moves.add(move(new Wake("wake-" + minted, agent, "look around", TURNS_PER_WAKE), NOW, true, false));
        }
    }

    /** Words that are different for every turn, so that nobody repeats anybody. */
    private static SpaceCommand answer(Turn turn, List<MemberId> mentioned) {
        var words = new StringBuilder();
        var number = turn.id().hashCode() * 0x9E3779B97F4A7C15L;
        for (var word = 0; word < 8; word++) {
            number = (number ^ number >>> 31) * 0xBF58476D1CE4E5B9L;
            words.append(Long.toHexString(number)).append(' ');
        }
        return SpaceStory.answer(turn.id(), words.toString(), mentioned.toArray(MemberId[]::new));
    }

    private static SpaceCommand fail(Turn turn) {
        return new FailTurn(turn.id(), TurnFailure.MODEL, "", TokenCount.NONE, Cost.NONE, "");
    }

    private static Move<NoMemory> move(SpaceCommand command, boolean repeated) {
        return move(command, NOW, false, repeated);
    }

    private static Move<NoMemory> move(@Nullable SpaceCommand command, Instant at, boolean root, boolean repeated) {
        return new Move<>(command, at, new NoMemory(), root, repeated);
    }
}
