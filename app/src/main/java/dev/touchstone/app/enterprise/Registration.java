// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Place;
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
/// @param seat a province, or a prefecture or county of it
/// @param legalRepresentative kept sealed, never published
/// @param site its first site, if named
/// @param contacts kept sealed, never published
public record Registration(
        CreditCode creditCode,
        String nameZh,
        String nameEn,
        Place seat,
        Industry industry,
        Optional<Division> division,
        Optional<SizeClass> sizeClass,
        Optional<String> checkExplanation,
        Optional<String> legalRepresentative,
        Optional<SiteName> site,
        List<Contact> contacts) {
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
                    "siteProvince",
                    "contactName",
                    "contactRole",
                    "contactPhone",
                    "contactEmail",
                    "contactLanguage");

    private static final List<String> CONTACT_FIELDS =
            OPTIONAL.stream().filter(field -> field.startsWith("contact")).toList();
    private static final int PERSON_LENGTH_MAX = 60;

    /// A site's name, and where it lies.
    public record SiteName(String name, Place place) {
        /// A site of which no more than the province is known.
        public SiteName(String name, Region province) {
            this(name, Place.of(province));
        }
    }

    /// Refuses a code whose check digit does not fit and is not explained.
    public Registration {
        contacts = List.copyOf(contacts);
        if (!creditCode.checkFits() && checkExplanation.isEmpty()) {
            throw new Refused(Code.CREDIT_CODE_INVALID, creditCode.checkFault()).at("creditCode");
        }
    }

    /// What is said of an enterprise of which no more than province and section are known.
    public Registration(
            CreditCode creditCode,
            String nameZh,
            String nameEn,
            Region province,
            Industry industry,
            Optional<SizeClass> sizeClass,
            Optional<String> checkExplanation,
            Optional<String> legalRepresentative,
            Optional<SiteName> site) {
        this(
                creditCode,
                nameZh,
                nameEn,
                Place.of(province),
                industry,
                Optional.empty(),
                sizeClass,
                checkExplanation,
                legalRepresentative,
                site,
                List.of());
    }

    /// The province-level unit of the seat.
    public Region province() {
        return seat.province();
    }

    /// Reads a registration from a JSON object, a form or a CSV line. `province` may name a
    /// prefecture or county, `industry` a division.
    ///
    /// @throws Refused naming the field
    public static Registration of(Input input) {
        Place seat = input.parse("province", 60, Place::parse);
        Industry section = input.parse("industry", 100, Registration::section);
        return new Registration(
                input.parse("creditCode", 40, Registration::code),
                input.text("nameZh", Enterprise.NAME_LENGTH_MAX),
                input.optional("nameEn", Enterprise.NAME_LENGTH_MAX, text -> text).orElse(""),
                seat,
                section,
                input.parse("industry", 100, Registration::division),
                input.optionalText("sizeClass", 10).isEmpty()
                        ? Optional.empty()
                        : Optional.of(input.choice("sizeClass", SizeClass.class)),
                input.optionalText("checkExplanation", REASON_LENGTH_MAX),
                input.optional("legalRepresentative", PERSON_LENGTH_MAX, text -> text),
                input.optional("siteName", Enterprise.NAME_LENGTH_MAX, text -> text)
                        .map(name -> new SiteName(name, sitePlace(input, seat))),
                CONTACT_FIELDS.stream().anyMatch(input::has) ? List.of(contact(input)) : List.of());
    }

    private static Contact contact(Input input) {
        return Contact.ofPrefixed(input, "contact");
    }

    private static Place sitePlace(Input input, Place seat) {
        return input.optional("siteProvince", 60, Place::parse).orElse(seat);
    }

    private static Optional<Division> division(String text) {
        try {
            Industry.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Division.parse(text));
        }
    }

    private static Industry section(String text) {
        return division(text).map(Division::section).orElseGet(() -> Industry.parse(text));
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
                && seat.equals(registered.seat())
                && industry.equals(registered.industry())
                && division.equals(registered.division())
                && sizeClass.equals(registered.sizeClass());
    }
}
