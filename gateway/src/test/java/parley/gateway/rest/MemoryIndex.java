package parley.gateway.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.SpaceId;
import parley.space.view.MessageIndex;

/** An index over the messages that spaces in memory have at hand. */
final class MemoryIndex implements MessageIndex {
    private final RuledSpaces spaces;

    MemoryIndex(RuledSpaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public CompletionStage<List<Message>> before(SpaceId space, long before, int limit) {
        return CompletableFuture.completedFuture(spaces.messages(space).stream()
                .filter(it -> it.ordinal() < before)
                .sorted(Comparator.comparingLong(Message::ordinal).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<List<Hit>> search(
            List<SpaceId> ids, String query, @Nullable MemberId from, @Nullable Instant before, int limit) {
        return CompletableFuture.completedFuture(ids.stream()
                .flatMap(id -> spaces.messages(id).stream()
                        .filter(it -> it.text().contains(query))
                        .filter(it -> from == null || it.author().equals(from))
                        .filter(it -> before == null || it.at().isBefore(before))
                        .map(it -> new Hit(id, it)))
                .sorted(Comparator.comparing((Hit it) -> it.message().at()).reversed())
                .limit(limit)
                .toList());
    }
}
