// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody behind an address from which very many codes were looked at: the browser works for
/// the answer, and without scripts one waits.
class WorkInBrowserTest {
    /// Low, so that misses take up what there is for half a minute.
    private static final String LOOKS_PER_MINUTE = "20";

    private static final int LOOKS_MAX = 40;

    private static TestApp app;
    private static PlayedDemo demo;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Browser.require();
        app = TestApp.start(Map.of("limit.checks.per-minute", LOOKS_PER_MINUTE));
        demo = new PlayedDemo(app.app());
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

    /// Guesses codes until it costs work.
    private static void guess() {
        Actor guesser = demo.anybody();
        String guess = "/01/" + PlayedDemo.GTIN + "/21/" + "2".repeat(20);
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (guesser.get(guess).code().equals("PROOF_NEEDED")) {
                return;
            }
        }
        throw new AssertionError("no work was asked for");
    }

    private static String item() {
        String address = demo.made("captured");
        return app.origin() + address.substring(address.indexOf("/01/")) + "?lang=en";
    }

    @Test
    void theBrowserWorksAndThenShowsTheVerdict() {
        guess();
        browser.scripts(false);
        browser.open(item());
        assertThat(browser.text("article.verdict")).contains("Very many codes were looked at");
        assertThat(browser.text("main")).contains("Without scripts, wait");
        browser.scripts(true);
        browser.open(item());
        assertThat(browser.comesToMention("main", "This check was counted."))
                .as(browser.text("main"))
                .isTrue();
        assertThat(browser.complaints()).noneMatch(said -> said.contains("Security"));
    }
}
