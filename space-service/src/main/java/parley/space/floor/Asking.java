package parley.space.floor;

import java.util.List;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.Space;

/** Whom a message asks to speak, in the order in which they are heard. */
@FunctionalInterface
public interface Asking {

    /** Those it mentions. */
    Asking MENTIONED = (space, message) ->
            message.mentions().stream().filter(space::isAgent).toList();

    List<MemberId> asks(Space space, Message message);
}
