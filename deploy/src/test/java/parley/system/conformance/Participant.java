package parley.system.conformance;

/** Somebody in a space: hears it and speaks there. */
record Participant(Ear ear, Mouth mouth) implements AutoCloseable {

    @Override
    public void close() {
        ear.close();
    }
}
