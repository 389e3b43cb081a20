// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody who has bought something, scans its label, scratches it open and types what stands
/// there; and the maker, when it was typed wrong too often.
class HiddenInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static TestApp app;
    private static Browser browser;
    private static Actor owner;

    /// Index, code, link and hidden code of each item.
    private static List<String[]> items;

    @BeforeAll
    static void start() {
        Browser.require();
        app = TestApp.start(Map.of());
        PlayedDemo demo = new PlayedDemo(app.app());
        String maker =
                demo.operator()
                        .get("/api/products/" + PlayedDemo.GTIN)
                        .json()
                        .path("enterprise")
                        .asString();
        owner = demo.invited("scratch-owner", "OWNER", Optional.of(maker));
        items = items();
        browser = Browser.start();
        browser.screen(360, 740);
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

    private static List<String[]> items() {
        Map<String, Object> wanted =
                Map.of("gtin", PlayedDemo.GTIN, "count", 3, "externalId", "PO-X", "hidden", 8);
        Actor.Answer ordered = owner.post("/api/orders", wanted);
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        String order = "/api/orders/" + ordered.json().path("id").asString();
        Map<String, Object> all = Map.of("from", 1, "to", 3, "lot", "L20260901", "line", "1");
        Actor.Answer activated = owner.post(order + "/activate", all);
        assertThat(activated.status()).as(activated.text()).isLessThan(300);
        return owner.get(order + "/codes.csv")
                .text()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    private static void openItem(int index) {
        browser.open(
                app.origin()
                        + "/01/"
                        + PlayedDemo.GTIN
                        + "/21/"
                        + items.get(index)[1]
                        + "?lang=zh");
        assertThat(browser.comesToMention("article.verdict", "本次查询已计入")).isTrue();
        browser.follow("a[href^='/verify/hidden']");
    }

    private static void type(String code) {
        browser.type("input[name=code]", code);
        browser.follow("main form button");
    }

    @Test
    void whoScratchesLearnsWhetherHeIsTheFirst() {
        openItem(0);
        type(items.get(0)[3].toLowerCase());
        assertThat(browser.comesToMention("article.verdict", "首次验证通过")).isTrue();
        browser.screenshot(SCREENSHOTS.resolve("hidden-first-zh-360.png"), 2_000);
        openItem(0);
        type(items.get(0)[3]);
        assertThat(browser.comesToMention("article.verdict", "不是首次")).isTrue();
        assertThat(browser.text("article.verdict")).contains("2");
        browser.screenshot(SCREENSHOTS.resolve("hidden-again-zh-360.png"), 2_000);
        assertThat(browser.complaints()).noneMatch(said -> said.contains("Security"));
    }

    @Test
    void fiveWrongTriesLockUntilTheMakerUnlocks() {
        openItem(1);
        for (int left = 4; left >= 1; left--) {
            type("22222222");
            assertThat(browser.comesToMention("article.verdict", "再试 " + left)).isTrue();
        }
        browser.screenshot(SCREENSHOTS.resolve("hidden-wrong-zh-360.png"), 2_000);
        type("22222222");
        assertThat(browser.comesToMention("article.verdict", "已锁定")).isTrue();
        browser.screenshot(SCREENSHOTS.resolve("hidden-locked-zh-360.png"), 2_000);
        browser.signInWith(app.origin(), owner.cookie());
        browser.open(app.origin() + "/desk/hidden?lang=zh");
        assertThat(browser.text("main")).contains(items.get(1)[1]);
        browser.screenshot(SCREENSHOTS.resolve("desk-hidden-locked-zh-360.png"), 2_000);
        browser.follow("main article button");
        assertThat(browser.comesToMention("main", "目前没有锁定的隐藏码")).isTrue();
        openItem(1);
        type(items.get(1)[3]);
        assertThat(browser.comesToMention("article.verdict", "首次验证通过")).isTrue();
    }
}
