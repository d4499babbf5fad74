package parley.agent.model.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** How a kind of provider frames its stream. */
public enum Dialect {
    OPENAI("text/event-stream") {
        @Override
        String begin(long in) {
            return event(
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
        }

        @Override
        String piece(String text) {
            return event("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted(text) + "}}]}");
        }

        @Override
        String end(boolean cut, boolean withUsage, long in, long out) {
            var reason = event("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}"
                    .formatted(cut ? "length" : "stop"));
            var usage = event(
                    "{\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                            .formatted(in, out, in + out));
            return reason + (withUsage ? usage : "") + event("[DONE]");
        }

        @Override
        int limit(JsonNode request) {
            return request.path("max_tokens").asInt(Integer.MAX_VALUE);
        }

        @Override
        String malformed() {
            return event("{\"choices\":[{\"delta\":{\"content\":\"secret words");
        }
    },

    ANTHROPIC("text/event-stream") {
        @Override
        String begin(long in) {
            return named(
                            "message_start",
                            "{\"type\":\"message_start\",\"message\":{\"id\":\"c1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"m\",\"usage\":{\"input_tokens\":%d,\"output_tokens\":1}}}"
                                    .formatted(in))
                    + named(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        }

        @Override
        String piece(String text) {
            return named(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                            + quoted(text) + "}}");
        }

        @Override
        String end(boolean cut, boolean withUsage, long in, long out) {
            return named("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                    + named(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":%d}}"
                                    .formatted(cut ? "max_tokens" : "end_turn", out))
                    + named("message_stop", "{\"type\":\"message_stop\"}");
        }

        @Override
        int limit(JsonNode request) {
            return request.path("max_tokens").asInt(Integer.MAX_VALUE);
        }

        @Override
        String malformed() {
            return named("content_block_delta", "{\"type\":\"content_block_delta\",\"secret words");
        }
    },

    OLLAMA("application/x-ndjson") {
        @Override
        String begin(long in) {
            return "";
        }

        @Override
        String piece(String text) {
            return "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text)
                    + "},\"done\":false}\n";
        }

        @Override
        String end(boolean cut, boolean withUsage, long in, long out) {
            var usage = withUsage ? ",\"prompt_eval_count\":%d,\"eval_count\":%d".formatted(in, out) : "";
            return "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"%s\"%s}\n"
                    .formatted(cut ? "length" : "stop", usage);
        }

        @Override
        int limit(JsonNode request) {
            return request.path("options").path("num_predict").asInt(Integer.MAX_VALUE);
        }

        @Override
        String malformed() {
            return "{\"message\":{\"content\":\"secret words\n";
        }
    };

    private final String contentType;

    Dialect(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract String begin(long in);

    abstract String piece(String text);

    abstract String end(boolean cut, boolean withUsage, long in, long out);

    abstract int limit(JsonNode request);

    abstract String malformed();

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private static String named(String name, String data) {
        return "event: " + name + "\n" + event(data);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
