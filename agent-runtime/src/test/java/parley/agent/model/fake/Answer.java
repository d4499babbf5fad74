package parley.agent.model.fake;

import java.util.List;
import java.util.Map;

/** What a {@link FakeProvider} does with a request. */
public sealed interface Answer {

    /** Everything as it should be, cut at the request's output limit. */
    record Whole(List<String> pieces, boolean withUsage) implements Answer {}

    /** An error with a complete body. */
    record Refused(int status, Map<String, String> headers, String body) implements Answer {}

    /** So much, and then nothing for as long as the server lives. */
    record Stalled(List<String> pieces) implements Answer {}

    /** So much, and then the connection is gone. */
    record Cut(List<String> pieces) implements Answer {}

    /** So much, and then an end without a reason. */
    record Ended(List<String> pieces) implements Answer {}

    /** So much, and then something that is no JSON. */
    record Malformed(List<String> pieces) implements Answer {}

    /** Not even headers. */
    record Silent() implements Answer {}

    /** The first piece, and the rest only when so many callers are being answered at once. */
    record Gathered(int callers, List<String> pieces) implements Answer {}

    /** A recorded stream, byte for byte. */
    record Recorded(String body) implements Answer {}

    static Answer whole(String... pieces) {
        return new Whole(List.of(pieces), true);
    }

    static Answer refused(int status, String code) {
        return new Refused(
                status,
                Map.of(),
                "{\"error\":{\"message\":\"you wrote: secret words\",\"code\":\"%s\"}}".formatted(code));
    }
}
