package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page of a space, by what people call its parts. */
record Chat(Page page) {

    /** Goes to a space. */
    void visit(String space) {
        space(space).click();
        assertThat(composer()).hasAttribute("placeholder", "Message # " + space);
    }

    /** Writes and sends. */
    void say(String text) {
        composer().fill(text);
        composer().press("Escape");
        composer().press("Enter");
    }

    Locator composer() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
    }

    Locator timeline() {
        return page.getByRole(AriaRole.LOG);
    }

    /** What was said and stored, oldest first. */
    Locator messages() {
        return timeline().locator("article.message[data-message]");
    }

    Locator messagesOf(String author) {
        return messages()
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".name", new Page.LocatorOptions().setHasText(author))));
    }

    /** How the connection stands, in a word. */
    Locator status() {
        return page.locator(".sidebar-foot small");
    }

    /** The row of a space in the list of spaces. */
    Locator space(String name) {
        return page.locator(".sidebar .nav-row", new Page.LocatorOptions().setHasText(name));
    }

    /** What members mean to do. */
    Locator intentions() {
        return page.locator(".intention");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
