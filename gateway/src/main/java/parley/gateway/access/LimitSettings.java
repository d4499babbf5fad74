package parley.gateway.access;

import java.time.Duration;
import java.util.Optional;

/**
 * The bounds on what clients may send, hold and ask for.
 *
 * @param requests REST calls of one user, and of one address that has not proved who it is
 */
public record LimitSettings(Sockets sockets, Commands commands, Rate requests, Frames frames) {

    public static final LimitSettings DEFAULT =
            new LimitSettings(Sockets.DEFAULT, Commands.DEFAULT, new Rate(20, 60), Frames.DEFAULT);

    /**
     * A token bucket.
     *
     * @param perSecond how fast it fills
     * @param burst how much it holds
     */
    public record Rate(double perSecond, int burst) {

        /** What to tell a client that comes faster. */
        public Problem exceeded(String what, Duration wait) {
            return Problem.of(
                            ProblemCode.RATE_LIMITED,
                            "%s %s a second are allowed, and %d at once".formatted(number(), what, burst))
                    .retryAfter(wait);
        }

        private String number() {
            return perSecond < 1 ? Double.toString(perSecond) : Long.toString(Math.round(perSecond));
        }
    }

    /**
     * How many sockets may be open, and what each may hold.
     *
     * @param perAddress sockets of one client address
     * @param perNode beyond it the node answers 503
     * @param subscriptions spaces on one socket
     * @param window bytes sent but not yet acknowledged as applied
     * @param ticketTime from the ticket to its use
     * @param helloTime from the upgrade to the first frame
     */
    public record Sockets(
            int perUser,
            int perAddress,
            int perNode,
            int subscriptions,
            int window,
            Duration ticketTime,
            Duration helloTime) {

        public static final Sockets DEFAULT =
                new Sockets(16, 64, 10_000, 200, 256 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /**
     * How fast a socket may command.
     *
     * @param all commands of one connection
     * @param messages messages of one user to one space
     * @param inFlight commands of one connection that wait for their answer
     * @param violationsPerMinute refusals for speed, beyond which a connection is closed
     */
    public record Commands(Rate all, Rate messages, int inFlight, int violationsPerMinute) {

        public static final Commands DEFAULT = new Commands(new Rate(10, 20), new Rate(5, 10), 32, 50);
    }

    /**
     * How large what a client sends may be.
     *
     * @param bytes one incoming WebSocket message
     * @param depth nesting of its JSON
     * @param text characters of a message's text
     * @param body bytes of a REST request's body
     */
    public record Frames(int bytes, int depth, int text, int body) {

        /** What is wrong with a message's text; nothing where it is short enough. */
        public Optional<Problem> tooLong(String words, String pointer) {
            if (words.length() <= text) {
                return Optional.empty();
            }
            var detail = "a text has at most %,d characters; this one has %,d".formatted(text, words.length());
            return Optional.of(Problem.of(ProblemCode.TOO_LONG, detail).at(pointer));
        }

        public static final Frames DEFAULT = new Frames(64 * 1024, 16, 16 * 1024, 256 * 1024);
    }
}
