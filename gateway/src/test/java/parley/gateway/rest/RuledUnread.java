package parley.gateway.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.reader.Unread;
import parley.space.reader.UnreadIndex;

/** What is unread, counted afresh from the recent messages of spaces and the markers of readers in memory. */
final class RuledUnread implements UnreadIndex {
    private final RuledSpaces spaces;
    private final RuledReaders readers;

    RuledUnread(RuledSpaces spaces, RuledReaders readers) {
        this.spaces = spaces;
        this.readers = readers;
    }

    @Override
    public CompletionStage<Map<SpaceId, Unread>> of(MemberId person) {
        var unread = new HashMap<SpaceId, Unread>();
        var reader = readers.state(person);
        for (var entry : TestGateway.get(spaces.visibleTo(person))) {
            var others = spaces.messages(entry.id()).stream()
                    .filter(message -> message.seq() > reader.marker(entry.id()).upTo())
                    .filter(message -> !message.author().equals(person))
                    .toList();
            var mentions = others.stream().filter(message -> message.mentions().contains(person));
            unread.put(entry.id(), new Unread(others.size(), (int) mentions.count()));
        }
        return CompletableFuture.completedFuture(unread);
    }
}
