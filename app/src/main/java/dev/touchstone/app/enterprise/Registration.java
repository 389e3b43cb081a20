// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is said about an enterprise when it is registered. Immutable.
///
/// @param checkExplanation why a code whose check digit does not fit is right; such a code is
///     refused without it
/// @param legalRepresentative kept, never published
/// @param site its first site, if named
public record Registration(
        CreditCode creditCode,
        String nameZh,
        String nameEn,
        Region province,
        Industry industry,
        Optional<SizeClass> sizeClass,
        Optional<String> checkExplanation,
        Optional<String> legalRepresentative,
        Optional<SiteName> site) {
    /// The longest explanation or reason.
    public static final int REASON_LENGTH_MAX = 500;

    static final List<String> REQUIRED = List.of("creditCode", "nameZh", "province", "industry");
    static final List<String> OPTIONAL =
            List.of(
                    "nameEn",
                    "sizeClass",
                    "checkExplanation",
                    "legalRepresentative",
                    "siteName",
                    "siteProvince");

    private static final int PERSON_LENGTH_MAX = 60;

    /// A site's name and province.
    public record SiteName(String name, Region province) {}

    /// Refuses a code whose check digit does not fit and is not explained.
    public Registration {
        if (!creditCode.checkFits() && checkExplanation.isEmpty()) {
            throw new Refused(Code.CREDIT_CODE_INVALID, creditCode.checkFault()).at("creditCode");
        }
    }

    /// Reads a registration from a JSON object, a form or a CSV line.
    static Registration of(Input input) {
        Region province = input.parse("province", 60, Region::parse);
        return new Registration(
                input.parse("creditCode", 40, Registration::code),
                input.text("nameZh", Enterprise.NAME_LENGTH_MAX),
                input.optional("nameEn", Enterprise.NAME_LENGTH_MAX, text -> text).orElse(""),
                province,
                input.parse("industry", 60, Industry::parse),
                input.optionalText("sizeClass", 10).isEmpty()
                        ? Optional.empty()
                        : Optional.of(input.choice("sizeClass", SizeClass.class)),
                input.optionalText("checkExplanation", REASON_LENGTH_MAX),
                input.optional("legalRepresentative", PERSON_LENGTH_MAX, text -> text),
                input.optional("siteName", Enterprise.NAME_LENGTH_MAX, text -> text)
                        .map(name -> new SiteName(name, siteProvince(input, province))));
    }

    private static Region siteProvince(Input input, Region enterprises) {
        return input.optional("siteProvince", 60, Region::parse).orElse(enterprises);
    }

    private static CreditCode code(String text) {
        try {
            return new CreditCode(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.CREDIT_CODE_INVALID, String.valueOf(e.getMessage()));
        }
    }

    /// Says whether a registered enterprise is what this describes.
    boolean describes(Enterprise registered) {
        return nameZh.equals(registered.nameZh())
                && nameEn.equals(registered.nameEn())
                && province.equals(registered.province())
                && industry.equals(registered.industry())
                && sizeClass.equals(registered.sizeClass());
    }
}
