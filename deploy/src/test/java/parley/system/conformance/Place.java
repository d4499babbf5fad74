package parley.system.conformance;

/**
 * Where somebody begins to follow a space.
 *
 * @param epoch the history that {@code seq} belongs to; empty to begin with the state
 * @param tail messages of the state to begin with
 */
record Place(String epoch, long seq, int tail) {

    static Place state(int tail) {
        return new Place("", 0, tail);
    }

    static Place after(String epoch, long seq) {
        return new Place(epoch, seq, 0);
    }

    boolean resumes() {
        return !epoch.isEmpty();
    }
}
