package parley.agent.context;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import parley.agent.model.Prompt;

/**
 * What a model is shown.
 *
 * @param bytes its size, which no tokenizer of bytes exceeds in tokens
 */
public record Context(List<Prompt> prompts, int bytes) {

    /** What a prompt takes besides its text. */
    static final int PROMPT_BYTES = 16;

    public Context {
        prompts = List.copyOf(prompts);
    }

    static Context of(List<Prompt> prompts) {
        return new Context(prompts, prompts.stream().mapToInt(Context::size).sum());
    }

    static int size(Prompt prompt) {
        return PROMPT_BYTES + prompt.text().getBytes(StandardCharsets.UTF_8).length;
    }

    /** SHA-256 of who says what: equal contexts have equal hashes. */
    public String hash() {
        var digest = sha256();
        for (var prompt : prompts) {
            var text = prompt.text().getBytes(StandardCharsets.UTF_8);
            digest.update(prompt.role().name().getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
            digest.update(text);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
