// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// EPC URNs (`urn:epc:id:sgtin:...`) to Digital Links and back.
///
/// From URN to link no outside knowledge is needed. Back, the length of the company prefix must be
/// given, since a key alone does not tell it. GS1 EPC Tag Data Standard, sections 6 and 7; Core
/// Business Vocabulary 2.0, section 8.
public final class EpcUri {
    /// The longest URN that is read, in characters.
    public static final int URN_CHARS_MAX = 256;

    private static final int PREFIX_DIGITS_MIN = 6;
    private static final int PREFIX_DIGITS_MAX = 12;
    private static final String ESCAPED_IN_URNS = "\"%&/<>?#";

    private EpcUri() {}

    /// Reads an EPC URN of a scheme that names a GS1 key: instances (`id`), lots (`class`), and
    /// patterns for all serials of one class (`idpat` ending in `.*`).
    ///
    /// @return the link it is equal to, or empty when `urn` is not of such a scheme
    /// @throws Gs1Exception when the scheme is known but the parts do not fit it
    public static Optional<DigitalLink> toDigitalLink(String urn) {
        if (urn.length() > URN_CHARS_MAX) {
            return Optional.empty();
        }
        String[] fields = urn.split(":", 5);
        if (fields.length != 5
                || !fields[0].equalsIgnoreCase("urn")
                || !fields[1].equalsIgnoreCase("epc")) {
            return Optional.empty();
        }
        return EpcScheme.find(fields[3])
                .filter(scheme -> belongs(scheme, fields[2]))
                .map(scheme -> read(urn, scheme, fields[4], fields[2].equals("idpat")));
    }

    private static boolean belongs(EpcScheme scheme, String kind) {
        return switch (kind) {
            case "class" -> scheme == EpcScheme.LGTIN;
            case "id" -> scheme != EpcScheme.LGTIN;
            case "idpat" ->
                    scheme != EpcScheme.LGTIN
                            && scheme != EpcScheme.SGLN
                            && scheme.serialised != EpcScheme.Serialised.NONE;
            default -> false;
        };
    }

    private static DigitalLink read(String urn, EpcScheme scheme, String body, boolean pattern) {
        int bodyAt = urn.length() - body.length();
        String[] parts = body.split("\\.", scheme.parts());
        if (parts.length != scheme.parts()) {
            throw refuse(scheme, bodyAt, urn, "needs " + scheme.parts() + " parts parted by dots");
        }
        String prefix = parts[0];
        if (prefix.length() < PREFIX_DIGITS_MIN
                || prefix.length() > PREFIX_DIGITS_MAX
                || !Characters.allDigits(prefix)) {
            throw refuse(scheme, bodyAt, urn, "needs a company prefix of 6 to 12 digits");
        }
        int referenceAt = bodyAt + prefix.length() + 1;
        String key = key(scheme, prefix, parts[1], referenceAt, urn);
        if (scheme == EpcScheme.ITIP) {
            key += parts[2] + parts[3];
        }
        if (scheme.serialised == EpcScheme.Serialised.NONE) {
            return link(scheme.ai, key);
        }
        String last = parts[parts.length - 1];
        int lastAt = urn.length() - last.length();
        if (pattern) {
            if (!last.equals("*")) {
                throw refuse(scheme, lastAt, urn, "pattern must end in .*");
            }
            return link(scheme.ai, key);
        }
        String serial = decode(scheme, last, lastAt, urn);
        return switch (scheme.serialised) {
            case NONE -> throw new IllegalStateException("handled above");
            case APPENDED -> link(scheme.ai, key + serial);
            case QUALIFIER -> link(scheme.ai, key).with(new Element(scheme.serialAi, serial));
            case QUALIFIER_OR_ZERO ->
                    serial.equals("0")
                            ? link(scheme.ai, key)
                            : link(scheme.ai, key).with(new Element(scheme.serialAi, serial));
        };
    }

    private static String key(
            EpcScheme scheme, String prefix, String reference, int at, String urn) {
        if (scheme.digits == 0) {
            String text = decode(scheme, reference, at, urn);
            if (text.isEmpty()) {
                throw refuse(scheme, at, urn, "has an empty reference");
            }
            return prefix + text;
        }
        if (prefix.length() + reference.length() != scheme.digits
                || (!reference.isEmpty() && !Characters.allDigits(reference))) {
            throw refuse(
                    scheme,
                    at,
                    urn,
                    "needs " + scheme.digits + " digits in company prefix and reference");
        }
        if (scheme.indicatorFirst()) {
            if (reference.isEmpty()) {
                throw refuse(scheme, at, urn, "needs an indicator or extension digit");
            }
            return CheckDigit.append(reference.charAt(0) + prefix + reference.substring(1));
        }
        String number = CheckDigit.append(prefix + reference);
        return scheme == EpcScheme.GRAI ? "0" + number : number;
    }

    private static String decode(EpcScheme scheme, String part, int at, String urn) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%' && (!Characters.is82(c) || ESCAPED_IN_URNS.indexOf(c) >= 0)) {
                throw refuse(scheme, at + i, urn, "has a character that must be escaped");
            }
        }
        return Uris.decode(part, scheme.ai, at);
    }

    private static DigitalLink link(String ai, String value) {
        return new DigitalLink(new Element(ai, value), List.of(), List.of());
    }

    /// Writes the EPC URN of what `link` names: instance, lot, or pattern for a whole class.
    ///
    /// Where a serial number is present, lot and consumer product variant are left out, since an
    /// EPC does not hold them.
    ///
    /// @param companyPrefixDigits length of the GS1 company prefix in the key, 6 to 12
    /// @return empty when EPC has no scheme for this key
    /// @throws Gs1Exception when the key is too short for such a prefix
    public static Optional<String> toUrn(DigitalLink link, int companyPrefixDigits) {
        if (companyPrefixDigits < PREFIX_DIGITS_MIN || companyPrefixDigits > PREFIX_DIGITS_MAX) {
            throw new IllegalArgumentException(
                    "a company prefix has 6 to 12 digits, not " + companyPrefixDigits);
        }
        return new EpcUrnWriter(link, companyPrefixDigits).write();
    }

    /// Writes the EPC URN of what `link` names, with the length of its company prefix looked up.
    ///
    /// @return empty when EPC has no scheme for this key, or `prefixes` does not know its prefix
    public static Optional<String> toUrn(DigitalLink link, CompanyPrefixes prefixes) {
        OptionalInt length = prefixes.length(link.key());
        return length.isEmpty() || length.getAsInt() < PREFIX_DIGITS_MIN
                ? Optional.empty()
                : toUrn(link, length.getAsInt());
    }

    /// Escapes what may not stand in an EPC URN as it is.
    static String encode(String text) {
        IntPredicate escaped = c -> ESCAPED_IN_URNS.indexOf(c) >= 0;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped.test(c)) {
                out.append(Uris.encode(String.valueOf(c)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Gs1Exception refuse(EpcScheme scheme, int at, String urn, String what) {
        return new Gs1Exception(
                scheme.ai,
                at,
                Gs1Exception.Rule.STRUCTURE,
                scheme.urnName() + " URN " + what + ": " + Gs1Exception.excerpt(urn));
    }
}
