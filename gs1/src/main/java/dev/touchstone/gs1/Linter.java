// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules for parts of values that the GS1 Barcode Syntax Dictionary names; each under its name
/// there, in capitals. Thread-safe.
public enum Linter {
    CSETNUMERIC(CharacterLinters::numeric),
    CSET39(CharacterLinters::set39),
    CSET64(CharacterLinters::set64),
    CSET82(CharacterLinters::set82),
    CSUM(CharacterLinters::checkDigit),
    CSUMALPHA(CharacterLinters::checkPair),
    GCPPOS1(CodeLinters::prefixFirst),
    GCPPOS2(CodeLinters::prefixSecond),
    /// The former name of `gcppos1`.
    KEY(CodeLinters::prefixFirst),
    /// The former name of `gcppos2`.
    KEYOFF1(CodeLinters::prefixSecond),
    HASNONDIGIT(CharacterLinters::hasNonDigit),
    HYPHEN(CharacterLinters::hyphens),
    ZERO(CharacterLinters::zero),
    NONZERO(CharacterLinters::nonZero),
    NOZEROPREFIX(CharacterLinters::noZeroPrefix),
    PCENC(CharacterLinters::percentCoded),
    IMPORTERIDX(CharacterLinters::importerIndex),
    YESNO(CodeLinters::yesNo),
    WINDING(CodeLinters::winding),
    ISO5218(CodeLinters::sex),
    ISO3166(CodeLinters::country),
    ISO3166LIST(CodeLinters::countries),
    ISO3166999(CodeLinters::countryOrMany),
    ISO3166ALPHA2(CodeLinters::countryLetters),
    ISO4217(CodeLinters::currency),
    MEDIATYPE(CodeLinters::mediaType),
    PACKAGETYPE(CodeLinters::packageType),
    IBAN(CodeLinters::iban),
    LATITUDE(CodeLinters::latitude),
    LONGITUDE(CodeLinters::longitude),
    LATLONG(CodeLinters::latitudeLongitude),
    PIECEOFTOTAL(CodeLinters::pieceOfTotal),
    POSINSEQSLASH(CodeLinters::positionInSequence),
    YYMMDD(DateLinters::yymmdd),
    YYMMD0(DateLinters::yymmd0),
    YYYYMMDD(DateLinters::yyyymmdd),
    YYYYMMD0(DateLinters::yyyymmd0),
    YYMMDDHH(DateLinters::yymmddhh),
    HH(DateLinters::hour),
    MI(DateLinters::minute),
    /// The former name of `mi`.
    MM(DateLinters::minute),
    SS(DateLinters::second),
    HHMI(DateLinters::hourMinute),
    /// The former name of `hhmi`.
    HHMM(DateLinters::hourMinute),
    MMOPTSS(DateLinters::minuteAndMaybeSecond),
    COUPONCODE(CouponLinter::code),
    COUPONPOSOFFER(CouponLinter::positiveOffer);

    /// The longest text a linter looks at, in characters.
    public static final int CHARS_MAX = 4_096;

    private static final Map<String, Linter> BY_NAME = new HashMap<>();

    static {
        for (Linter linter : values()) {
            BY_NAME.put(linter.lowerName(), linter);
        }
    }

    /// Looks at the characters of `text` from `from` to before `to`; the position in what it
    /// returns counts from `from`; null when nothing is wrong.
    @FunctionalInterface
    interface Check {
        @Nullable LintFinding check(String text, int from, int to, PrefixSource prefixes);
    }

    // Each is a reference to a static method, so there is nothing that could change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Check check;

    Linter(Check check) {
        this.check = check;
    }

    /// The name in the dictionary.
    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The linter of this name in the dictionary, such as `csum`.
    public static Optional<Linter> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// What is wrong with `text`, whatever its company prefix.
    ///
    /// @throws Gs1Exception when it is longer than {@value #CHARS_MAX} characters
    public Optional<LintFinding> check(String text) {
        return check(text, PrefixSource.ANY);
    }

    /// What is wrong with `text`; linters of company prefixes ask `prefixes`.
    ///
    /// @throws Gs1Exception when it is longer than {@value #CHARS_MAX} characters
    public Optional<LintFinding> check(String text, PrefixSource prefixes) {
        if (text.length() > CHARS_MAX) {
            throw new Gs1Exception(
                    "",
                    CHARS_MAX,
                    Gs1Exception.Rule.LENGTH,
                    "a linter looks at no more than " + CHARS_MAX + " characters");
        }
        return Optional.ofNullable(check.check(text, 0, text.length(), prefixes));
    }

    @Nullable LintFinding run(String text, int from, int to) {
        return check.check(text, from, to, PrefixSource.ANY);
    }

    static LintFinding at(LintError error, int position, int length) {
        return new LintFinding(error, position, length);
    }

    static LintFinding all(LintError error, int from, int to) {
        return new LintFinding(error, 0, to - from);
    }
}
