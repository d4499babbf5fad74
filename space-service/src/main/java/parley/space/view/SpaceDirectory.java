package parley.space.view;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.space.MemberId;
import parley.space.SpaceId;

/** The list of spaces: follows the journals, a moment behind them. */
public interface SpaceDirectory {

    /**
     * A space in a list.
     *
     * @param hidden only members know of it
     * @param member true where the asking person is a member
     * @param ordinal how many messages it holds
     */
    record Entry(
            SpaceId id,
            String name,
            String title,
            String topic,
            boolean hidden,
            boolean archived,
            boolean member,
            long ordinal,
            long seq) {}

    /** The spaces that {@code person} is a member of, and the public ones, by name. */
    CompletionStage<List<Entry>> visibleTo(MemberId person);

    /** The space that bears a name. */
    CompletionStage<Optional<SpaceId>> named(String name);

    /**
     * Takes a name for a space, for ever; false where another space has it. The same claim again is true again.
     * A claim precedes the space itself, so that two spaces never share a name.
     */
    CompletionStage<Boolean> claim(String name, SpaceId space);
}
