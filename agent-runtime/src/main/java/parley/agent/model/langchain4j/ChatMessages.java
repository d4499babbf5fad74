package parley.agent.model.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import parley.agent.model.Prompt;
import parley.agent.model.Prompt.Role;

/** Prompts in the vendor's words. */
final class ChatMessages {

    /** Anthropic refuses a conversation that begins with the model's own words. */
    private static final Prompt BEGINNING = new Prompt(Role.USER, "…");

    private ChatMessages() {}

    static List<ChatMessage> of(List<Prompt> prompts, ProviderSettings.Kind kind) {
        var shown = new ArrayList<>(
                prompts.stream().filter(prompt -> !prompt.text().isBlank()).toList());
        if (kind == ProviderSettings.Kind.ANTHROPIC) {
            var first = 0;
            while (first < shown.size() && shown.get(first).role() == Role.SYSTEM) {
                first++;
            }
            if (first < shown.size() && shown.get(first).role() == Role.ASSISTANT) {
                shown.add(first, BEGINNING);
            }
        }
        return shown.stream().map(ChatMessages::message).toList();
    }

    private static ChatMessage message(Prompt prompt) {
        return switch (prompt.role()) {
            case SYSTEM -> SystemMessage.from(prompt.text());
            case USER -> UserMessage.from(prompt.text());
            case ASSISTANT -> AiMessage.from(prompt.text());
        };
    }
}
