package parley.system.conformance;

import org.jspecify.annotations.Nullable;
import parley.system.Api;

/** Gives commands as REST requests. */
record RestMouth(Api api, String space) implements Mouth {

    @Override
    public Answer post(String key, String text, @Nullable Long ifSeq) {
        var message = Api.JSON.createObjectNode().put("text", text).put("ifSeq", ifSeq);
        return answer(Requests.send(api, "PUT", "/v1/spaces/%s/messages/%s".formatted(space, key), message));
    }

    @Override
    public Answer edit(String message, String text, int revision) {
        var edit = Api.JSON.createObjectNode().put("text", text);
        var path = "/v1/spaces/%s/messages/%s".formatted(space, message);
        return answer(Requests.send(api, "PATCH", path, edit, "If-Match", "\"rev-%d\"".formatted(revision)));
    }

    private static Answer answer(Api.Answer answer) {
        return new Answer(answer.status() < 300, answer.body());
    }
}
