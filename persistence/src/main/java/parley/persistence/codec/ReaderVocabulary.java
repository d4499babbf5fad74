package parley.persistence.codec;

import parley.space.reader.Reader;
import parley.space.reader.ReaderEvent;

/** The stored names of readers. */
final class ReaderVocabulary {

    static final Vocabulary EVENTS = Vocabulary.of(ReaderEvent.class)
            .name("reader.marked:1", ReaderEvent.MarkedRead.class)
            .name("reader.seen:1", ReaderEvent.Seen.class)
            .name("reader.unmarked:1", ReaderEvent.MarkedUnread.class)
            .name("reader.draft.set:1", ReaderEvent.DraftSet.class)
            .name("reader.draft.cleared:1", ReaderEvent.DraftCleared.class)
            .name("reader.muted:1", ReaderEvent.SpaceMuted.class)
            .name("reader.unmuted:1", ReaderEvent.SpaceUnmuted.class)
            .build();

    static final Vocabulary STATE = Vocabulary.of(Reader.class, "reader:3");

    private ReaderVocabulary() {}
}
