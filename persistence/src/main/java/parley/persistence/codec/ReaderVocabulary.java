package parley.persistence.codec;

import parley.space.reader.Reader;
import parley.space.reader.ReaderEvent;

/** The stored names of readers. */
final class ReaderVocabulary {

    static final Vocabulary EVENTS = Vocabulary.of(ReaderEvent.class)
            .name("reader.marked:1", ReaderEvent.MarkedRead.class)
            .name("reader.seen:1", ReaderEvent.Seen.class)
            .build();

    static final Vocabulary STATE = Vocabulary.of(Reader.class, "reader:2");

    private ReaderVocabulary() {}
}
