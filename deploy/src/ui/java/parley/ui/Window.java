package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** One person's window, with cookies of its own; what its pages complain about is kept. */
final class Window implements AutoCloseable {

    /** Nobody is signed in when a page first asks who is. */
    private static final String NOT_SIGNED_IN = "401 (Unauthorized)";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Window(int width, int height) {
        context = Chromium.browser().newContext(new NewContextOptions().setViewportSize(width, height));
        context.onWebError(error -> complaints.add(error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains(NOT_SIGNED_IN)) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page = context.newPage();
    }

    /** The first tab. */
    Page page() {
        return page;
    }

    /** One more tab, at an address. */
    Chat tab(String address) {
        var tab = context.newPage();
        tab.navigate(address);
        return new Chat(tab);
    }

    /** Signs in by name and password, in the first tab. */
    Chat signedIn(String address, String name, String password) {
        page.navigate(address + "/login");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        var chat = new Chat(page);
        assertThat(chat.status()).hasText("Connected");
        chat.timeline().waitFor();
        return chat;
    }

    /** Errors of scripts, failed loads and violations of the content security policy. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
