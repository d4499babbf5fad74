package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.system.Api;
import parley.system.Eventually;
import parley.system.Product;

/** The main job, as a newcomer does it: sign in by the printed link, ask, watch both agents answer and stop, see what it cost. */
class ConversationIT {

    private static final Pattern WRITING = Pattern.compile("Writing|Thinking");

    @Test
    void aQuestionIsAnsweredHandedOverStoppedAndPaid(@TempDir Path folder) throws Exception {
        try (var product = Product.start(folder.resolve("data"), Map.of());
                var window = new Window(1440, 960)) {
            var page = window.page();
            page.navigate(product.signIn().toString());
            var chat = new Chat(page);
            assertThat(chat.messagesOf("Alice")).hasCount(1);

            chat.say("@jarvis summarise this room and hand over to @alice");

            assertThat(chat.timeline().getByText(WRITING).first()).isVisible();
            assertThat(chat.messagesOf("Jarvis")).hasCount(2);
            assertThat(chat.messagesOf("Alice")).hasCount(3);
            assertThat(chat.timeline().getByText(WRITING)).hasCount(0);
            assertThat(chat.messagesOf("Alice").last()).containsText("$");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "chat.png")));

            var spent = spentAccordingToTheLedger(page, product);
            assertThat(page.locator(".spend-pill data")).hasAttribute("value", spent);
            assertThat(Eventually.get(() -> spentAccordingToThePage(page, product), spent::equals))
                    .isNotEqualTo("0");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "costs.png")));
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static String spentAccordingToThePage(Page page, Product product) {
        page.navigate(product.address() + "/admin/costs");
        return page.locator("data.spent").first().getAttribute("value");
    }

    /** Asked with the page's own session. */
    private static String spentAccordingToTheLedger(Page page, Product product) throws Exception {
        var body = page.request().get(product.address() + "/v1/budgets/org").text();
        return Api.JSON.readTree(body).get("spentNanoUsd").asText();
    }
}
