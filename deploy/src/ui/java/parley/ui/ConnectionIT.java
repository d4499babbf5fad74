package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
            var chat = signedIn(window, network);
            chat.say("@jarvis summarise this room");
            assertThat(chat.timeline().getByText(WRITING).first()).isVisible();

            product.kill();
            assertThat(chat.status()).hasText("Reconnecting");
            product = begin();
            network.leadsTo(product.address());

            assertThat(chat.status()).hasText("Connected");
            assertThat(chat.timeline().getByText(WRITING)).hasCount(0);
            assertShowsEverythingOnce(chat);
            assertThat(chat.messages().last().locator(".name")).hasText("Jarvis");
        }
    }

    @Test
    @Tag("W26")
    void whatIsWrittenWithoutAConnectionOutlivesThePageAndArrivesOnce() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            var chat = signedIn(window, network);
            network.cut();
            assertThat(chat.status()).hasText("Reconnecting");

            chat.say("first, in the dark");
            chat.say("second, in the dark");
            assertThat(chat.page().getByText("Waiting for a connection")).hasCount(2);
            chat.page().close();
            network.mend();
            var later = window.tab(network.address());

            assertThat(later.messages().getByText("second, in the dark")).isVisible();
            assertThat(later.timeline().getByText("in the dark"))
                    .hasText(new String[] {"first, in the dark", "second, in the dark"});
            assertShowsEverythingOnce(later);
        }
    }

    @Test
    @Tag("W6")
    @Tag("W7")
    @Tag("W8")
    void theTabsOfABrowserShareOneConnectionAndNoneOfThemIsNeededForIt() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            var first = signedIn(window, network);
            var second = window.tab(first.page().url());
            assertThat(second.status()).hasText("Connected");
            first.say("seen in both tabs");
            assertThat(second.messages().getByText("seen in both tabs")).isVisible();
            assertThat(network.webSockets()).isEqualTo(1);

            first.page().close();
            second.say("the first tab is gone");

            assertThat(second.messages().getByText("the first tab is gone")).isVisible();
            assertThat(network.webSockets()).isEqualTo(1);
            assertShowsEverythingOnce(second);
            assertThat(window.complaints()).isEmpty();

            second.page().close();
            assertThat(Eventually.get(network::webSockets, open -> open == 0)).isZero();
        }
    }

    @Test
    @Tag("S10")
    void whereWebSocketsDoNotGetThroughAPageFollowsAStreamOfEvents() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            network.refuseWebSockets();
            var chat = signedIn(window, network);

            chat.say("@jarvis summarise this room");

            assertThat(chat.timeline().getByText(WRITING).first()).isVisible();
            assertThat(chat.timeline().getByText(WRITING)).hasCount(0);
            assertThat(network.webSockets()).isZero();
            assertShowsEverythingOnce(chat);
        }
    }

    @Test
    @Tag("S10")
    void aPageOnAStreamMovesToAWebSocketByItselfOnceOneGetsThrough() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            network.refuseWebSockets();
            var chat = signedIn(window, network);
            chat.say("over the stream");
            assertThat(chat.messages().getByText("over the stream")).isVisible();

            network.letWebSocketsThrough();
            assertThat(Eventually.get(network::webSockets, open -> open == 1)).isOne();
            chat.say("over the socket");

            assertThat(chat.messages().getByText("over the socket")).isVisible();
            assertThat(chat.status()).hasText("Connected");
            assertShowsEverythingOnce(chat);
        }
    }

    @Test
    @Tag("S10")
    void whereNoStreamGetsThroughEitherAPageStillHearsAndSpeaks() throws Exception {
        try (var network = new Network(product.address());
                var window = new Window(1200, 800)) {
            network.refuseWebSockets();
            network.refuseStreams();
            var chat = signedIn(window, network);

            chat.say("said by a request");

            assertThat(chat.messages().getByText("said by a request")).isVisible();
            assertShowsEverythingOnce(chat);
        }
    }

    private static Chat signedIn(Window window, Network network) {
        return window.signedIn(network.address(), "admin", Product.PASSWORD);
    }

    /** Once nobody writes, the page's messages are the log's, in its order. */
    private static void assertShowsEverythingOnce(Chat chat) throws Exception {
        assertThat(chat.timeline().locator(".draft")).hasCount(0);
        var stored = stored(chat.page());
        assertThat(chat.messages()).hasCount(stored.size());
        assertThat(chat.messages().evaluateAll("all => all.map((one) => Number(one.dataset.seq))"))
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
}
