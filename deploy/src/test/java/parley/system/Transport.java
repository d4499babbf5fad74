package parley.system;

import java.io.IOException;

/** How the frames of a client travel. */
enum Transport {
    WEBSOCKET {
        @Override
        Link open(Api api, String hello, Link.Ear ear) {
            return new WebSocketLink(api, hello, ear);
        }
    },
    EVENT_STREAM {
        @Override
        Link open(Api api, String hello, Link.Ear ear) throws IOException, InterruptedException {
            return new EventStreamLink(api, hello, ear);
        }
    },
    LONG_POLL {
        @Override
        Link open(Api api, String hello, Link.Ear ear) throws IOException {
            return new LongPollLink(api, hello, ear);
        }
    };

    /** Connects and says hello; fails where there is nobody to connect to. */
    abstract Link open(Api api, String hello, Link.Ear ear) throws IOException, InterruptedException;
}
