package parley.space.floor;

/**
 * What one message may ask for.
 *
 * @param agents how many agents it may ask
 * @param turnsEach only agents with fewer turns than this under its root
 */
public record FanOut(int agents, int turnsEach) {

    static final FanOut NONE = new FanOut(0, 0);

    /** So many agents, whatever they have said before. */
    static FanOut of(int agents) {
        return new FanOut(agents, Integer.MAX_VALUE);
    }
}
