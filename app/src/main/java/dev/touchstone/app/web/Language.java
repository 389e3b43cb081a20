// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language the pages speak.
public enum Language {
    ZH("zh", "zh-CN", "中文"),
    EN("en", "en", "English");

    private static final int ACCEPT_LANGUAGE_LENGTH_MAX = 500;

    private final String code;
    private final String tag;
    private final String ownName;

    Language(String code, String tag, String ownName) {
        this.code = code;
        this.tag = tag;
        this.ownName = ownName;
    }

    /// The two letters used in addresses, cookies and file names.
    public String code() {
        return code;
    }

    /// The BCP 47 tag for `lang` attributes and `Content-Language`.
    public String tag() {
        return tag;
    }

    /// What its speakers call it.
    public String ownName() {
        return ownName;
    }

    /// The other one.
    public Language other() {
        return this == ZH ? EN : ZH;
    }

    /// Whichever of two texts is in this language; the Chinese one when there is no English one.
    public String pick(String zh, String en) {
        return this == ZH || en.isBlank() ? zh : en;
    }

    /// Finds a language by its two letters.
    public static Optional<Language> of(String code) {
        return switch (code) {
            case "zh" -> Optional.of(ZH);
            case "en" -> Optional.of(EN);
            default -> Optional.empty();
        };
    }

    /// Chooses by an `Accept-Language` header (RFC 9110 section 12.5.4, basic filtering of RFC
    /// 4647). A header that cannot be read counts as none.
    ///
    /// @return the best known language, Chinese when none is asked for, English when only unknown
    ///     ones
    public static Language negotiate(String acceptLanguage) {
        if (acceptLanguage.isBlank() || acceptLanguage.length() > ACCEPT_LANGUAGE_LENGTH_MAX) {
            return ZH;
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage.strip());
        } catch (IllegalArgumentException e) {
            return ZH;
        }
        for (Locale.LanguageRange range : ranges) {
            if (range.getWeight() == 0) {
                continue;
            }
            String primary = range.getRange().split("-", 2)[0];
            if (primary.equals("*")) {
                return ZH;
            }
            Optional<Language> known = of(primary);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return EN;
    }
}
