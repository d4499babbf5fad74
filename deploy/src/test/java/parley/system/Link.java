package parley.system;

import com.fasterxml.jackson.databind.JsonNode;

/** One connection of a client, whatever carries its frames. */
interface Link {

    /** Sends a frame, if the connection still stands. */
    void send(String frame);

    /** Reads nothing more until told to. */
    void stall();

    void readOn();

    /** Vanishes without a word. */
    void drop();

    /** Who hears what comes over a connection. */
    interface Ear {

        void heard(JsonNode frame);

        /** The connection is over; called at least once. */
        void over();
    }
}
