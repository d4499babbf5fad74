package parley.space.actor;

import parley.entity.Stored;
import parley.space.MemberId;
import parley.space.reader.ReaderEvent;

/** Puts the events of readers into the form that their devices read. Called from several threads. */
public interface ReaderEncoder {

    Update encode(MemberId person, Stored<ReaderEvent> event);
}
