package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
            var timeline = page.getByRole(AriaRole.LOG);
            assertThat(messagesOf(timeline, "Alice")).hasCount(1);

            ask(page, "@jarvis summarise this room and hand over to @alice");

            assertThat(timeline.getByText(WRITING).first()).isVisible();
            assertThat(messagesOf(timeline, "Jarvis")).hasCount(2);
            assertThat(messagesOf(timeline, "Alice")).hasCount(3);
            assertThat(timeline.getByText(WRITING)).hasCount(0);
            assertThat(messagesOf(timeline, "Alice").last()).containsText("$");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "chat.png")));

            var spent = spentAccordingToTheLedger(page, product);
            assertThat(Eventually.get(() -> spentAccordingToThePage(page, product), spent::equals))
                    .isNotEqualTo("0");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "costs.png")));
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static void ask(Page page, String text) {
        var composer = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
        composer.fill(text);
        composer.press("Escape");
        composer.press("Enter");
    }

    private static Locator messagesOf(Locator timeline, String author) {
        return timeline.locator("article.message[data-message]")
                .filter(new Locator.FilterOptions()
                        .setHas(timeline.page().locator(".name", new Page.LocatorOptions().setHasText(author))));
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
