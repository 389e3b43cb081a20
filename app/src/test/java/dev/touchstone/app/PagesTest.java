// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
        Browser.require();
        app = TestApp.start();
        browser = Browser.start();
        check = new PageCheck(browser, app.origin());
        String setUp = app.app().setUpLink().orElseThrow().substring(app.origin().length());
        setUpComplaints = check.look("setup", setUp, "", false);
        world = new PageWorld(app.app());
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

    /// What is read by programs, downloaded, or, as set-up, looked at before.
    private static final Pattern NO_PAGE =
            Pattern.compile(
                    "/(api|static|health|setup|epcis|status|contexts|\\.well-known)/.*"
                            + "|/log/(tile|proof)/.*|/log/(checkpoint|vkey|statements)|/metrics"
                            + "|/01/\\{gtin\\}|/verify/(?!hidden).*|/p/.*"
                            + "|/P/\\{number\\}(/LOT/.*)?"
                            + "|/[0-9]+/\\{rest\\*}|/\\{compressed}|/resolver/.*"
                            + "|/witness/.+|.*\\.(csv|ics|jsonl?|pdf|svg|png|jwt|zip)"
                            + "|.*/(credential|bundle|pdf|photo)");

    private static boolean isPage(Route route) {
        return route.method().equals("GET") && !NO_PAGE.matcher(route.template()).matches();
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
        PledgeWorld pledges = new PledgeWorld(world);
        for (Route route : app.app().routes()) {
            if (isPage(route)) {
                String path = world.path(route.template()).orElse("");
                Optional<Role> role = fittingRole(route.access());
                pages.add(new Shown(name(route.template()), path, role, false));
            }
        }
        pages.add(new Shown("ticket-waiting", world.waitingTicket(), Optional.empty(), false));
        pages.add(shown("desk-owner", "/desk", Role.OWNER));
        pages.add(shown("issuer-operator", "/issuer", Role.OPERATOR));
        pages.add(shown("enterprise-verify", world.applicant(), Role.REVIEWER));
        pages.add(shown("desk-commitments-owner", "/desk/commitments", Role.OWNER));
        pages.add(shown("desk-products-owner", "/desk/products", Role.OWNER));
        pages.add(as("/desk/products/{gtin}", Role.QUALITY));
        pages.add(as("/desk/signatures/{id}", Role.REVIEWER));
        pages.add(as("/desk/campaigns/{id}", Role.OWNER));
        pages.add(shown("desk-campaigns-sign", pledges.toSign(), Role.OWNER));
        pages.add(shown("desk-signatures-refused", pledges.refused(), Role.OWNER));
        pages.add(shown("desk-signatures-appealed", pledges.appealed(), Role.PUBLISHER));
        pages.add(shown("desk-campaigns-draft", pledges.draft(), Role.OPERATOR));
        pages.add(as("/desk/reports/{id}", Role.SERVICE));
        pages.add(shown("desk-reports-service", "/desk/reports", Role.SERVICE));
        pages.add(new Shown("roll-nobody", "/roll?q=nobody", Optional.empty(), false));
        String inLog = "/log?q=" + PlayedDemo.GTIN;
        pages.add(new Shown("log-found", inLog, Optional.empty(), false));
        pages.add(new Shown("log-found-none", "/log?q=nothing", Optional.empty(), false));
        String unknown = "/01/" + PlayedDemo.GTIN + "/21/UNKNOWN";
        String own = world.path("/P/{number}/{serial}").orElseThrow();
        String product = "/products/" + own.split("/", -1)[2];
        pages.add(new Shown("product-own-number", product, Optional.empty(), false));
        pages.add(new Shown("verdict-unknown", unknown, Optional.empty(), true));
        pages.add(new Shown("problem-not-found", "/nothing", Optional.empty(), true));
        pages.add(new Shown("problem-sign-in", "/desk", Optional.empty(), true));
        return pages.stream();
    }

    private static Shown shown(String name, String path, Role role) {
        return new Shown(name, path, Optional.of(role), false);
    }

    private static Shown as(String template, Role role) {
        String name = name(template) + "-" + role.name().toLowerCase(Locale.ROOT);
        return shown(name, world.path(template).get(), role);
    }

    @TestFactory
    Stream<DynamicTest> everyPageKeepsWhatEveryPageMust() {
        return pages().map(page -> dynamicTest(page.name(), () -> lookAt(page)));
    }

    private static void lookAt(Shown page) {
        assertThat(page.path()).as("an address for this page in PageWorld").isNotEmpty();
        if (!page.refused()) {
            var actor = page.role().map(world::with).orElseGet(world.demo()::anybody);
            Actor.Answer answer = actor.page(page.path(), "en");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).startsWith("<!DOCTYPE html>");
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
        browser.open(app.origin() + "/sign-in?lang=en");
        browser.type("input[name=login]", "operator");
        browser.type("input[name=password]", world.demo().password());
        browser.follow("main form button");
    }

    @Test
    void aPersonSignsInAndOut() {
        fresh(true);
        signIn();
        assertThat(browser.url()).startsWith(app.origin() + "/desk");
        browser.follow("form[action='/sign-out'] button");
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
        browser.follow("main form button");
        assertThat(browser.comesToSay("h1", "登录失败")).isTrue();
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
        for (String path :
                List.of("/", "/log", "/roll", "/products", "/certificates", "/docs/api")) {
            fresh(true);
            browser.open(app.origin() + path + "?lang=en");
            String with = withoutAges(browser.text("main"));
            fresh(false);
            try {
                browser.open(app.origin() + path + "?lang=en");
                assertThat(withoutAges(browser.text("main"))).isEqualTo(with).isNotBlank();
            } finally {
                browser.scripts(true);
            }
        }
    }

    /// A moment later the log's checkpoint is a moment older.
    private static String withoutAges(String text) {
        return text.replaceAll("[0-9]+ (seconds|minutes|hours) ago", "some time ago");
    }

    @Test
    void theOtherLanguageShowsTheSamePageAndStays() {
        fresh(true);
        String path = "/products/" + PlayedDemo.GTIN;
        browser.open(app.origin() + path + "?lang=zh");
        assertThat(browser.text("h1")).isEqualTo("清泉绿茶 250 克");
        browser.follow("a[hreflang=en]");
        assertThat(browser.url()).startsWith(app.origin() + path);
        assertThat(browser.text("h1")).isEqualTo("Clearspring green tea 250 g");
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
