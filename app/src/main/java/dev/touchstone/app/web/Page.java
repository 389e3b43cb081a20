// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What a template asks for besides its own model: sentences, dates, the caller, tokens,
/// addresses. Confined to one rendering.
public final class Page {
    /// The zone dates are shown in.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Shell shell;
    private final Request request;
    private final Language language;

    Page(Shell shell, Request request) {
        this.shell = shell;
        this.request = request;
        this.language = request.language();
    }

    /// A sentence in the page's language.
    public String t(String key, Object... arguments) {
        return shell.messages().text(language, key, arguments);
    }

    /// A sentence in the page's language for a code of stored data, or that code itself when no
    /// sentence is known for it.
    ///
    /// @param start of the key; the code is its end
    public String word(String start, String code) {
        return shell.messages().has(start + code) ? t(start + code) : code;
    }

    /// The page's language.
    public Language language() {
        return language;
    }

    /// Whichever of the two the page speaks.
    public String pick(String zh, String en) {
        return language.pick(zh, en);
    }

    /// The address of the same page in the other language.
    public String inOtherLanguage() {
        StringBuilder url = new StringBuilder(request.path()).append("?lang=");
        url.append(language.other().code());
        for (String pair : request.rawQuery().split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith("lang=")) {
                url.append('&').append(pair);
            }
        }
        return url.toString();
    }

    /// Who is signed in.
    public Optional<Caller> caller() {
        return request.caller();
    }

    /// Whether the one signed in has one of the roles.
    public boolean isAny(Role... roles) {
        return request.caller().map(caller -> caller.isAny(roles)).orElse(false);
    }

    /// The path of this page.
    public String path() {
        return request.path();
    }

    /// A value of this page's query, empty when absent: what a filter form shows again.
    public String query(String name) {
        return request.query(name).orElse("");
    }

    /// The token for a form.
    ///
    /// @param action the path the form posts to
    public String token(String action) {
        return shell.token(request, action);
    }

    /// The token for a form that posts to the address of this page, good for no other.
    public String ownToken() {
        return shell.ownToken(request);
    }

    /// The address of a static file.
    public String asset(String name) {
        return shell.assets().address(name);
    }

    /// An address as people know it.
    public String absolute(String path) {
        return shell.publicUrl() + path;
    }

    /// A moment, in Chinese standard time.
    public String time(Instant instant) {
        return TIME.format(instant.atZone(ZONE));
    }

    /// A day.
    public String date(LocalDate date) {
        return date.toString();
    }

    /// A whole number with its thousands apart.
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A text as a query value.
    public String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
