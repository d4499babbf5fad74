package parley.system.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.system.Api;

/** Gives commands as frames, and hears the answers among the other frames. */
final class FrameMouth implements Mouth {

    private final String space;
    private final Consumer<String> send;
    private final FrameEar ear;
    private int commands;

    FrameMouth(String space, Consumer<String> send, FrameEar ear) {
        this.space = space;
        this.send = send;
        this.ear = ear;
    }

    static String hello(String space, Place place) {
        var wish = Api.JSON.createObjectNode().put("space", space);
        if (place.resumes()) {
            wish.put("epoch", place.epoch()).put("seq", place.seq());
        } else {
            wish.put("tail", place.tail());
        }
        var hello = Api.JSON.createObjectNode().put("op", "hello").put("v", 1);
        hello.putArray("subs").add(wish);
        return hello.toString();
    }

    @Override
    public Answer post(String key, String text, @Nullable Long ifSeq) {
        var data = Api.JSON.createObjectNode().put("text", text);
        return command(
                "message.send", data, envelope -> envelope.put("key", key).put("ifSeq", ifSeq));
    }

    @Override
    public Answer edit(String message, String text, int revision) {
        var data = Api.JSON.createObjectNode().put("id", message).put("text", text);
        return command("message.edit", data, envelope -> envelope.put("ifRev", revision));
    }

    private Answer command(String type, JsonNode data, Consumer<ObjectNode> more) {
        int id = ++commands;
        var envelope = Api.JSON
                .createObjectNode()
                .put("op", "cmd")
                .put("id", id)
                .put("space", space)
                .put("type", type);
        more.accept(envelope);
        send.accept(envelope.set("data", data).toString());
        var frame = ear.await(heard -> heard.path("re").asInt() == id);
        var done = frame.path("op").asText().equals("ok");
        return new Answer(done, done ? frame : frame.path("problem"));
    }
}
