package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.system.Api;
import parley.system.Eventually;
import parley.system.Limits;
import parley.system.Product;

/** Whatever happens between a page and the server, every message is shown once and in order, and whoever writes learns how far it got. */
class ConnectionIT {

    /** The built-in model writes so slowly that an answer is not over before it is noticed. */
    private static final int PIECES_PER_SECOND = 30;

    private static final Pattern WRITING = Pattern.compile("Writing");

    /** The longest pause between two attempts, and the time of an attempt. */
    private static final double COMES_BACK_MILLIS = 45_000;

    @TempDir
    private static Path folder;

    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        product = begin();
    }

    private static Product begin() throws IOException {
        var config = Limits.lifted(folder, PIECES_PER_SECOND).toString();
        return Product.start(
                folder.resolve("data"), Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", config));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    @Tag("S9")
    @Tag("W9")
    @Tag("W28")
    void aServerThatDiesInMidAnswerIsContinuedWithoutGapOrRepetition() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            var page = signedIn(window, network);
            say(page, "@jarvis summarise this room");
            assertThat(timeline(page).getByText(WRITING).first()).isVisible();

            product.kill();
            assertThat(status(page)).hasText("Reconnecting");
            product = begin();
            network.leadsTo(product.address());

            assertThat(status(page)).hasText("Connected", new HasTextOptions().setTimeout(COMES_BACK_MILLIS));
            assertThat(timeline(page).getByText(WRITING))
                    .hasCount(0, new HasCountOptions().setTimeout(COMES_BACK_MILLIS));
            assertShowsEverythingOnce(page);
            assertThat(messages(page).last().locator(".name")).hasText("Jarvis");
        }
    }

    @Test
    @Tag("W26")
    void whatIsWrittenWithoutAConnectionOutlivesThePageAndArrivesOnce() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            var page = signedIn(window, network);
            network.cut();
            assertThat(status(page)).hasText("Reconnecting");

            say(page, "first, in the dark");
            say(page, "second, in the dark");
            assertThat(page.getByText("Waiting for a connection")).hasCount(2);
            page.close();
            network.mend();
            var later = window.tab();
            later.navigate(network.address());

            assertThat(messages(later).getByText("second, in the dark")).isVisible();
            assertThat(timeline(later).getByText("in the dark"))
                    .hasText(new String[] {"first, in the dark", "second, in the dark"});
            assertShowsEverythingOnce(later);
        }
    }

    @Test
    @Tag("W6")
    @Tag("W7")
    void theTabsOfABrowserShareOneConnectionAndNoneOfThemIsNeededForIt() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            var first = signedIn(window, network);
            var second = window.tab();
            second.navigate(first.url());
            assertThat(status(second)).hasText("Connected");
            say(first, "seen in both tabs");
            assertThat(messages(second).getByText("seen in both tabs")).isVisible();
            assertThat(network.webSockets()).isEqualTo(1);

            first.close();
            say(second, "the first tab is gone");

            assertThat(messages(second).getByText("the first tab is gone")).isVisible();
            assertThat(network.webSockets()).isEqualTo(1);
            assertShowsEverythingOnce(second);
            assertThat(window.complaints()).isEmpty();

            second.close();
            assertThat(Eventually.get(network::webSockets, open -> open == 0)).isZero();
        }
    }

    @Test
    @Tag("S10")
    void whereWebSocketsDoNotGetThroughAPageFollowsAStreamOfEvents() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            network.refuseWebSockets();
            var page = signedIn(window, network);

            say(page, "@jarvis summarise this room");

            assertThat(timeline(page).getByText(WRITING).first()).isVisible();
            assertThat(timeline(page).getByText(WRITING))
                    .hasCount(0, new HasCountOptions().setTimeout(COMES_BACK_MILLIS));
            assertThat(network.webSockets()).isZero();
            assertShowsEverythingOnce(page);
        }
    }

    @Test
    @Tag("S10")
    void whereNoStreamGetsThroughEitherAPageStillHearsAndSpeaks() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            network.refuseWebSockets();
            network.refuseStreams();
            var page = signedIn(window, network);

            say(page, "said by a request");

            assertThat(messages(page).getByText("said by a request")).isVisible();
            assertShowsEverythingOnce(page);
        }
    }

    private static Page signedIn(Window window, Network network) {
        var page = window.signedIn(network.address(), "admin", Product.PASSWORD);
        assertThat(status(page)).hasText("Connected");
        return page;
    }

    private static void say(Page page, String text) {
        var composer = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
        composer.fill(text);
        composer.press("Escape");
        composer.press("Enter");
    }

    /** Once nobody writes, the page's messages are the log's, in its order. */
    private static void assertShowsEverythingOnce(Page page) throws Exception {
        assertThat(timeline(page).locator(".draft")).hasCount(0, new HasCountOptions().setTimeout(COMES_BACK_MILLIS));
        var stored = stored(page);
        assertThat(messages(page)).hasCount(stored.size());
        assertThat(messages(page).evaluateAll("all => all.map((one) => Number(one.dataset.seq))"))
                .isEqualTo(stored);
    }

    /** Asked with the page's own session. */
    private static List<Integer> stored(Page page) throws IOException {
        var body = page.request()
                .get(product.address() + "/v1/spaces/sp_lobby/messages?limit=50")
                .text();
        var seqs = new ArrayList<Integer>();
        Api.JSON
                .readTree(body)
                .get("messages")
                .forEach(message -> seqs.add(message.get("seq").asInt()));
        Collections.sort(seqs);
        return seqs;
    }

    private static Locator timeline(Page page) {
        return page.getByRole(AriaRole.LOG);
    }

    private static Locator messages(Page page) {
        return timeline(page).locator("article.message[data-message]");
    }

    private static Locator status(Page page) {
        return page.locator(".sidebar-foot small");
    }
}
