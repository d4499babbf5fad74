package parley.entity;

/** The state of an entity, which knows how many events made it. */
public interface EntityState {

    /** How many events have been applied; the journal's sequence number of the last one, 0 before the first. */
    long seq();

    /** How many events may follow a snapshot before the next is due; states that are costly to write ask for more. */
    default long snapshotEvery() {
        return 500;
    }
}
