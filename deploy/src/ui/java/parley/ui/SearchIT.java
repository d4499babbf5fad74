package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.system.Api;
import parley.system.Eventually;
import parley.system.Product;

/** What was said is found by its words, and the box leads there or is left with one key. */
class SearchIT {

    private static final Map<String, String> SETTINGS = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);

    @Test
    void aCommonWordIsFoundByItsBeginningAndLeadsToItsMessage(@TempDir Path folder) throws Exception {
        try (var product = Product.start(folder.resolve("data"), SETTINGS);
                var window = new Window(1200, 800)) {
            var chat = window.signedIn(product.address().toString(), "admin", Product.PASSWORD);
            var page = chat.page();
            chat.say("A warm welcome to everybody");
            assertThat(chat.messages().getByText("A warm welcome")).isVisible();

            Eventually.get(() -> hits(page, product, "welco"), found -> found == 1);

            page.keyboard().press("Control+k");
            var box = page.getByRole(AriaRole.SEARCHBOX);
            box.fill("Welcome every");
            assertThat(page.locator("[data-hit]")).hasCount(1);
            box.press("Escape");
            assertThat(box).isHidden();

            page.keyboard().press("Control+k");
            box.fill("Welcome every");
            assertThat(page.locator("[data-hit]")).hasCount(1);
            box.press("Enter");

            assertThat(page).hasURL(Pattern.compile("/s/sp_lobby/m/m_"));
            assertThat(page.locator("article.message:focus")).containsText("A warm welcome");
            assertThat(window.complaints()).isEmpty();
        }
    }

    /** What the index finds, asked with the page's own session. */
    private static int hits(Page page, Product product, String query) throws IOException {
        var body =
                page.request().get(product.address() + "/v1/search?q=" + query).text();
        return Api.JSON.readTree(body).get("hits").size();
    }
}
