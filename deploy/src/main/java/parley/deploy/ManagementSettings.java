package parley.deploy;

/**
 * Where those who watch over a node reach it.
 *
 * @param port 0 for any free one, {@value #NOWHERE} for none at all
 */
record ManagementSettings(String host, int port) {

    static final int NOWHERE = -1;

    static ManagementSettings from(Section management) {
        return new ManagementSettings(management.text("host"), management.number("port", NOWHERE, 65_535));
    }

    boolean isWanted() {
        return port != NOWHERE;
    }
}
