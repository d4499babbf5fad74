package parley.persistence.projection;

import parley.persistence.codec.StoredFormat;

/**
 * An event in the journal of all entities.
 *
 * @param ordering its place among all events; rises, with gaps
 * @param kind the kind of its entity
 * @param entity which of that kind
 * @param seq its place in the entity's log
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record JournalEvent(long ordering, String kind, String entity, long seq, String name, byte[] form) {

    /** The event itself; throws where it cannot be read. */
    Object event() {
        return StoredFormat.read(name, form);
    }
}
