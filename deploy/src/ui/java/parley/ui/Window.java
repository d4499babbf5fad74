package parley.ui;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
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
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains(NOT_SIGNED_IN)) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
    }

    Page page() {
        return page;
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
