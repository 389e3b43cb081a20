// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Opens every page in a real browser, see [PageCheck] for what each must keep, and uses the site
/// as people do. A page whose address needs an id must have one in [PageWorld].
class PagesTest {
    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";

    private static TestApp app;
    private static PageWorld world;
    private static Browser browser;
    private static PageCheck check;
    private static List<String> setUpComplaints = List.of();

    /// A page to look at.
    private record Shown(String name, String path, Optional<Role> role, boolean refused) {}

    @BeforeAll
    static void start() {
        Optional<String> missing = Browser.missing();
        if (missing.isPresent() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing.get());
        }
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        app = TestApp.start();
        browser = Browser.start();
        check = new PageCheck(browser, app.origin());
        String setUp = app.app().setUpLink().orElseThrow().substring(app.origin().length());
        setUpComplaints = check.look("setup", setUp, "", false);
        world = new PageWorld(app);
        world.waitForTheLog();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (app != null) {
            app.close();
        }
    }

    private static boolean isPage(Route route) {
        String template = route.template();
        return route.method().equals("GET")
                && !template.startsWith("/api/")
                && !template.startsWith("/static/")
                && !template.startsWith("/health/")
                && !template.startsWith("/setup/")
                && !template.startsWith("/log/tile/")
                && !template.startsWith("/log/proof/")
                && !template.endsWith(".csv");
    }

    private static Optional<Role> fittingRole(Access access) {
        if (access.open()) {
            return Optional.empty();
        }
        return access.roles().stream()
                .min(Comparator.naturalOrder())
                .or(() -> Optional.of(Role.OPERATOR));
    }

    private static String cookie(Optional<Role> role) {
        return role.map(known -> world.with(known).cookie()).orElse("");
    }

    private static String name(String template) {
        String name = template.replaceAll("[{}*]", "").replaceAll("[^a-z0-9]+", "-");
        return name.equals("-") ? "home" : name.substring(1);
    }

    private static Stream<Shown> pages() {
        List<Shown> pages = new ArrayList<>();
        for (Route route : app.app().routes()) {
            if (isPage(route)) {
                String path = world.path(route.template()).orElse("");
                Optional<Role> role = fittingRole(route.access());
                pages.add(new Shown(name(route.template()), path, role, false));
            }
        }
        pages.add(new Shown("desk-owner", "/desk", Optional.of(Role.OWNER), false));
        pages.add(
                new Shown(
                        "enterprise-verify",
                        world.applicantPath(),
                        Optional.of(Role.REVIEWER),
                        false));
        pages.add(
                new Shown("desk-products-owner", "/desk/products", Optional.of(Role.OWNER), false));
        pages.add(new Shown("problem-not-found", "/enterprises/nothing", Optional.empty(), true));
        pages.add(new Shown("problem-sign-in", "/desk", Optional.empty(), true));
        return pages.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyPageKeepsWhatEveryPageMust() {
        return pages().filter(page -> page.path().isEmpty() || page.refused() || isHtml(page))
                .map(page -> dynamicTest(page.name(), () -> lookAt(page)));
    }

    private static boolean isHtml(Shown page) {
        var actor = page.role().map(world::with).orElseGet(app::anybody);
        return actor.page(page.path(), "en").text().startsWith("<!DOCTYPE html>");
    }

    private static void lookAt(Shown page) {
        assertThat(page.path()).as("an address for this page in PageWorld").isNotEmpty();
        if (!page.refused()) {
            var actor = page.role().map(world::with).orElseGet(app::anybody);
            assertThat(actor.page(page.path(), "en").status()).isEqualTo(200);
        }
        String cookie = cookie(page.role());
        assertThat(check.look(page.name(), page.path(), cookie, page.refused())).isEmpty();
    }

    @Test
    void theSetUpPageKeepsIt() {
        assertThat(setUpComplaints).isEmpty();
    }

    private static void fresh(boolean scripts) {
        browser.signInWith(app.origin(), "");
        browser.scripts(scripts);
        browser.screen(PageCheck.DESK, 900);
    }

    private static void signIn() {
        app.operator();
        browser.open(app.origin() + "/sign-in?lang=en");
        browser.type("input[name=login]", "operator");
        browser.type("input[name=password]", TestApp.PASSWORD);
        browser.click("main form button");
    }

    @Test
    void aPersonSignsInAndOut() {
        fresh(true);
        signIn();
        assertThat(browser.url()).startsWith(app.origin() + "/desk");
        browser.click("form[action='/sign-out'] button");
        browser.open(app.origin() + "/desk");
        assertThat(browser.text("h1")).isNotEqualTo("Desk");
        assertThat(browser.text("nav")).contains("Sign in");
    }

    @Test
    void aWrongPasswordIsSaidInThePersonsLanguage() {
        fresh(true);
        browser.open(app.origin() + "/sign-in?lang=zh");
        browser.type("input[name=login]", "operator");
        browser.type("input[name=password]", "wrong password here");
        browser.click("main form button");
        assertThat(browser.text("h1")).isEqualTo("登录失败");
    }

    @Test
    void signingInWorksWithoutScripts() {
        fresh(false);
        try {
            signIn();
            assertThat(browser.url()).startsWith(app.origin() + "/desk");
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void pagesReadTheSameWithoutScripts() {
        for (String path : List.of("/log", "/products", "/docs/api")) {
            fresh(true);
            browser.open(app.origin() + path + "?lang=en");
            String with = browser.text("main");
            fresh(false);
            try {
                browser.open(app.origin() + path + "?lang=en");
                assertThat(browser.text("main")).isEqualTo(with).isNotBlank();
            } finally {
                browser.scripts(true);
            }
        }
    }

    @Test
    void theOtherLanguageShowsTheSamePageAndStays() {
        fresh(true);
        String path = "/products/" + PageWorld.GTIN;
        browser.open(app.origin() + path + "?lang=zh");
        assertThat(browser.text("h1")).isEqualTo("示例无线温湿度记录仪");
        browser.click("a[hreflang=en]");
        assertThat(browser.url()).startsWith(app.origin() + path);
        assertThat(browser.text("h1")).isEqualTo("Sample wireless temperature recorder");
        browser.open(app.origin() + "/log");
        assertThat(browser.run("return document.documentElement.lang").asString()).isEqualTo("en");
    }

    @Test
    void theFirstKeyReachesTheSkipLinkAndThenTheContent() {
        fresh(true);
        browser.open(app.origin() + "/log?lang=en");
        browser.press(TAB);
        assertThat(browser.run("return document.activeElement.getAttribute('href')").asString())
                .isEqualTo("#main");
        assertThat(
                        browser.run(
                                        "const r = document.activeElement.getBoundingClientRect();"
                                                + "return r.left >= 0 && r.top >= 0")
                                .asBoolean())
                .isTrue();
        browser.press(ENTER);
        browser.press(TAB);
        assertThat(
                        browser.run("return !!document.activeElement.closest('main, footer')")
                                .asBoolean())
                .isTrue();
    }
}
