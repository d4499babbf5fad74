package parley.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.system.Api;
import parley.system.Limits;
import parley.system.Product;
import parley.system.Ulid;

/** What a person does on one device shows on their others at once. */
class TwoDevicesIT {

    private static final String LOBBY = "lobby";
    private static final String OTHER_SPACE = "kitchen";

    @TempDir
    private static Path folder;

    private static Product product;
    private static Api ben;

    private Window laptop;
    private Window phone;
    private Chat onLaptop;
    private Chat onPhone;

    @BeforeAll
    static void start() throws Exception {
        var config = Limits.lifted(folder).toString();
        product = Product.start(
                folder.resolve("data"), Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", config));
        var api = Api.at(product.address());
        var admin = api.as("admin", Product.PASSWORD);
        admin.post("/v1/users", Map.of("name", "ben", "password", Product.PASSWORD))
                .expect(201);
        admin.post("/v1/spaces", Map.of("name", OTHER_SPACE, "title", "Kitchen"))
                .expect(201);
        ben = api.as("ben", Product.PASSWORD);
        var me = ben.get("/v1/me").expect(200).body().get("id").asText();
        ben.post("/v1/spaces/sp_lobby/members", Map.of("id", me, "role", "member"))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void open() {
        laptop = new Window(1440, 900);
        phone = new Window(1200, 800);
        onLaptop = laptop.signedIn(product.address().toString(), "admin", Product.PASSWORD);
        onPhone = phone.signedIn(product.address().toString(), "admin", Product.PASSWORD);
        onLaptop.visit(LOBBY);
        onPhone.visit(LOBBY);
    }

    @AfterEach
    void close() {
        assertThat(laptop.complaints()).isEmpty();
        assertThat(phone.complaints()).isEmpty();
        laptop.close();
        phone.close();
    }

    @Test
    @Tag("S11")
    void whatIsReadOnOneIsReadOnTheOther() throws Exception {
        onLaptop.visit(OTHER_SPACE);
        onPhone.visit(OTHER_SPACE);
        ben.call("PUT", "/v1/spaces/sp_lobby/messages/" + Ulid.next(), Map.of("text", "Lunch?"))
                .expect(201);
        assertThat(unread(onLaptop)).hasText("1");
        assertThat(unread(onPhone)).hasText("1");

        onLaptop.visit(LOBBY);

        assertThat(onLaptop.messages().last()).containsText("Lunch?");
        assertThat(unread(onLaptop)).hasCount(0);
        assertThat(unread(onPhone)).hasCount(0);
    }

    private static Locator unread(Chat chat) {
        return chat.space(LOBBY).locator(".badge");
    }

    @Test
    void whatIsBegunOnOneIsFinishedOnTheOther() {
        onLaptop.composer().fill("Half a thought");
        assertThat(onPhone.composer()).hasValue("Half a thought");

        onPhone.say("Half a thought and the other half");

        assertThat(onLaptop.messages().last()).containsText("the other half");
        assertThat(onLaptop.composer()).hasValue("");
        assertThat(onPhone.composer()).hasValue("");
    }

    @Test
    void whoMakesASpaceIsThereAtOnce() {
        onLaptop.button("New space").click();
        onLaptop.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("garden");
        onLaptop.button("Create space").click();

        assertThat(onLaptop.space("garden")).isVisible();
        assertThat(onLaptop.composer()).hasAttribute("placeholder", "Message # garden");
    }

    @Test
    void whatIsDeclaredOnOneIsResolvedOnTheOther() {
        onLaptop.button("Say what you mean to do").click();
        onLaptop.page().getByLabel("In a few words").fill("Bake a cake");
        onLaptop.page().getByLabel("Within").selectOption("4 h");
        onLaptop.button("Declare").click();
        assertThat(onLaptop.intentions()).containsText("Bake a cake");
        assertThat(onPhone.intentions()).containsText("4 h left");

        onPhone.button("Done").click();

        assertThat(onPhone.intentions()).hasCount(0);
        assertThat(onLaptop.intentions()).hasCount(0);
    }
}
