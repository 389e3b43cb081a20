// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.web.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What every page must keep, looked at in a browser: on a phone and on a desk, in both languages,
/// light and dark. Each look gives complaints in words; none means that all is well.
final class PageCheck {
    static final int PHONE = 360;
    static final int DESK = 1280;

    private static final int SCREENSHOT_HEIGHT_MAX = 3_000;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /// Four pictures a page take a third of its time, and only people look at them.
    private static final boolean PICTURES = Boolean.getBoolean("touchstone.screenshots");

    /// Rules of WCAG 2.2 level A and AA; the size of targets is off unless asked for.
    private static final String AXE =
            """
            const done = arguments[arguments.length - 1];
            const only = arguments[0] ? {type: 'rule', values: ['color-contrast']}
                : {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']};
            axe.run(document, {runOnly: only, resultTypes: ['violations'],
                rules: arguments[0] ? {} : {'target-size': {enabled: true}}})
              .then(r => done(r.violations.flatMap(v => v.nodes.map(
                  n => v.id + ' at ' + n.target.join(' ') + ': ' + n.failureSummary))))
              .catch(e => done(['axe failed: ' + e]));
            """;

    private static final String LOOK =
            """
            const [lang, width, slices] = arguments;
            const out = [];
            const root = document.documentElement;
            if (root.scrollWidth > width) {
              const wide = [...document.querySelectorAll('body *')].filter(
                  e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll'));
              out.push('is ' + root.scrollWidth + ' px wide: '
                  + wide.slice(-3).map(e => e.outerHTML.slice(0, 80)).join(' | '));
            }
            const titles = document.querySelectorAll('h1');
            if (titles.length !== 1) out.push(titles.length + ' h1');
            else {
              const bottom = Math.round(titles[0].getBoundingClientRect().bottom);
              if (bottom > innerHeight / 2) out.push('h1 only at ' + bottom);
            }
            if (root.lang !== lang) out.push('lang is ' + root.lang);
            if (!document.title.trim()) out.push('no title');
            const fields = 'input:not([type=hidden]),select,textarea';
            for (const field of document.querySelectorAll(fields))
              if (![...field.labels].some(l => l.textContent.trim()) && !field.ariaLabel)
                out.push('no label: ' + field.outerHTML.slice(0, 100));
            const keys = new RegExp(
                '\\\\?\\\\?\\\\?|\\\\{[0-9]\\\\}|\\\\b(?:' + slices + ')\\\\.[a-z]+\\\\b');
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const text = walk.currentNode;
              if (!text.parentElement.closest('code,pre') && keys.test(text.data))
                out.push('raw key: ' + text.data.trim().slice(0, 100));
            }
            for (const e of document.querySelectorAll('[style],script:not([src]),style'))
              out.push('inline: ' + e.outerHTML.slice(0, 80));
            return out;
            """;

    private final Browser browser;
    private final String origin;
    private final String axe;

    PageCheck(Browser browser, String origin) {
        this.browser = browser;
        this.origin = origin;
        try (InputStream in = PageCheck.class.getResourceAsStream("/axe.min.js")) {
            this.axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks at one page in every way. Pictures of it are kept where
    /// `-Dtouchstone.screenshots=true` asks for them.
    ///
    /// @param name what the screenshots are called
    /// @param cookie the session of who looks, empty for somebody not signed in
    /// @param refused true for a page that says no: its status then stands in the console
    List<String> look(String name, String path, String cookie, boolean refused) {
        List<String> complaints = new ArrayList<>();
        browser.signInWith(origin, cookie);
        browser.complaints();
        for (Language language : Language.values()) {
            browser.screen(DESK, 900);
            browser.dark(false);
            browser.open(
                    origin + path + (path.contains("?") ? "&" : "?") + "lang=" + language.code());
            for (int width : new int[] {DESK, PHONE}) {
                browser.screen(width, width == PHONE ? 740 : 900);
                String where = name + "-" + language.code() + "-" + width;
                add(complaints, where, browser.run(LOOK, language.tag(), width, slices()));
                if (PICTURES) {
                    browser.screenshot(SCREENSHOTS.resolve(where + ".png"), SCREENSHOT_HEIGHT_MAX);
                }
            }
            browser.run(axe + "; window.axe = axe;");
            browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; });");
            if (language == Language.ZH) {
                add(complaints, name + " on a phone", browser.await(AXE, false));
            } else {
                browser.screen(DESK, 900);
                add(complaints, name + " on a desk", browser.await(AXE, false));
                browser.dark(true);
                add(complaints, name + " in the dark", browser.await(AXE, true));
            }
            for (String said : browser.complaints()) {
                if (!refused || !said.contains("Failed to load resource")) {
                    complaints.add(name + " console: " + said);
                }
            }
        }
        return complaints;
    }

    private static String slices() {
        return String.join("|", App.SLICES) + "|problem";
    }

    private static void add(List<String> complaints, String where, JsonNode found) {
        found.forEach(complaint -> complaints.add(where + ": " + complaint.asString()));
    }
}
