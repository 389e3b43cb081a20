// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What every page has in common: language, messages, tokens, the address people know us by, and
/// the engine that renders templates. Thread-safe.
public final class Shell {
    /// The cookie that keeps a chosen language.
    static final String LANGUAGE_COOKIE = "touchstone_lang";

    /// The cookie that keeps a session; host-only, since it never names a domain.
    public static final String SESSION_COOKIE = "touchstone_session";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Messages messages;
    private final Tokens tokens;
    private final Assets assets;
    private final String publicUrl;
    private final InstantSource clock;

    /// A shell.
    ///
    /// @param publicUrl the origin people know us by, as `https://example.org`, without a slash at
    ///     the end
    public Shell(
            Messages messages,
            Tokens tokens,
            Assets assets,
            String publicUrl,
            InstantSource clock) {
        this.messages = messages;
        this.tokens = tokens;
        this.assets = assets;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// The sentences.
    public Messages messages() {
        return messages;
    }

    /// The origin people know us by, without a slash at the end.
    public String publicUrl() {
        return publicUrl;
    }

    Assets assets() {
        return assets;
    }

    InstantSource clock() {
        return clock;
    }

    boolean secure() {
        return publicUrl.startsWith("https:");
    }

    private static String own(Request request) {
        String session =
                request.caller().isPresent()
                        ? "\n" + request.cookie(SESSION_COOKIE).orElse("")
                        : "";
        return "page:" + request.path() + session;
    }

    private static String binding(Request request, String action) {
        if (request.caller().isPresent()) {
            return "session:" + request.cookie(SESSION_COOKIE).orElse("");
        }
        return "page:" + action;
    }

    String token(Request request, String action) {
        return tokens.issue(binding(request, action));
    }

    /// A token for the address of this request and no other.
    String ownToken(Request request) {
        return tokens.issue(own(request));
    }

    boolean tokenValid(Request request, String token) {
        boolean bound = request.route().bound();
        return tokens.valid(token, bound ? own(request) : binding(request, request.path()));
    }

    Response render(Request request, int status, String template, Map<String, Object> model) {
        Map<String, Object> parameters = new HashMap<>(model);
        parameters.put("page", new Page(this, request));
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render("dev/touchstone/app/" + template + ".jte", parameters, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes::write);
        } catch (IOException e) {
            throw new UncheckedIOException("rendering " + template, e);
        }
        Response response =
                Response.bytes(status, "text/html; charset=utf-8", begun(bytes.toByteArray()))
                        .header("Content-Language", request.language().tag())
                        .header("Vary", "Accept-Language, Cookie, Accept")
                        .header("Cache-Control", "no-store");
        if (request.query("lang").flatMap(Language::of).isPresent()) {
            return response.header(
                    "Set-Cookie",
                    LANGUAGE_COOKIE
                            + "="
                            + request.language().code()
                            + "; Path=/; Max-Age=31536000; SameSite=Lax"
                            + (secure() ? "; Secure" : ""));
        }
        return response;
    }

    /// A page without the empty lines that its template's variables leave before it begins.
    private static byte[] begun(byte[] html) {
        int start = 0;
        while (start < html.length && html[start] == '\n') {
            start++;
        }
        return Arrays.copyOfRange(html, start, html.length);
    }
}
