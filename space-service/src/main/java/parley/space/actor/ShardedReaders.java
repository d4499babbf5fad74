package parley.space.actor;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.entity.actor.EntityRegion;
import parley.space.MemberId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderReply;
import parley.space.reader.Readers;

/** The readers of a cluster. */
public final class ShardedReaders implements Readers {

    /** The first part of the persistence ids of readers. */
    public static final String KIND = "reader";

    private final EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> region;

    public ShardedReaders(EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> region) {
        this.region = region;
    }

    @Override
    public CompletionStage<Outcome<ReaderReply>> send(MemberId person, ReaderCommand command) {
        return region.ask(person.value(), command);
    }

    @Override
    public CompletionStage<Outcome<Reader>> read(MemberId person) {
        return region.read(person.value());
    }
}
