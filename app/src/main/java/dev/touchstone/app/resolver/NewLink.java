// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/// A link as an enterprise says it. Immutable.
record NewLink(
        LinkKind kind,
        String href,
        String title,
        List<String> languages,
        String mediaType,
        String context,
        boolean isDefault) {
    static final int HREF_LENGTH_MAX = 1_000;
    static final int TITLE_LENGTH_MAX = 200;
    static final int LANGUAGES_MAX = 20;
    static final int WORD_LENGTH_MAX = 100;

    static final String[] FIELDS = {
        "linkType", "href", "title", "hreflang", "type", "context", "default"
    };

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(
                    "(application|audio|font|image|message|model|multipart|text|video)"
                            + "/[A-Za-z0-9][-A-Za-z0-9.+_]*");

    NewLink {
        languages = List.copyOf(languages);
    }

    /// Reads the fields of one link.
    ///
    /// @throws Refused naming the field that is wrong
    static NewLink of(Input input) {
        List<String> languages =
                input.has("hreflang")
                        ? input.texts("hreflang", 0, LANGUAGES_MAX, WORD_LENGTH_MAX)
                        : List.of();
        LinkKind kind =
                LinkKind.find(input.text("linkType", WORD_LENGTH_MAX))
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                        Code.UNKNOWN_VALUE,
                                                        String.join(", ", LinkKind.names()))
                                                .at("linkType"));
        for (String language : languages) {
            if (!LANGUAGE.matcher(language).matches()) {
                throw new Refused(Code.INVALID_VALUE, "RFC 5646").at("hreflang");
            }
        }
        String type = input.optionalText("type", WORD_LENGTH_MAX).orElse("");
        if (!type.isEmpty() && !MEDIA_TYPE.matcher(type).matches()) {
            throw new Refused(Code.INVALID_VALUE, "RFC 6838").at("type");
        }
        return new NewLink(
                kind,
                target(input.text("href", HREF_LENGTH_MAX)),
                input.text("title", TITLE_LENGTH_MAX),
                languages,
                type,
                input.optionalText("context", WORD_LENGTH_MAX).orElse(""),
                input.flag("default"));
    }

    /// Links lead to https and to a host by name or number, never with a password in them.
    private static String target(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            throw new Refused(Code.INVALID_VALUE, "RFC 3986").at("href");
        }
        throw new Refused(Code.INVALID_VALUE, "https").at("href");
    }

    Target target(Anchor anchor) {
        return new Target(
                anchor, kind, href, title, languages, mediaType, context, isDefault, false);
    }
}
