// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EPC URNs of schemes that name nothing in GS1's own keys, so that there is no Digital Link for
/// them: general identifiers, defence, aviation, containers, ships (GS1 EPC Tag Data Standard,
/// sections 6.3.10 to 6.3.17).
public final class PureEpc {
    private static final String CAGE = "[0-9A-HJ-NP-Z]{5,6}";
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final Map<String, Pattern> FORMS =
            Map.of(
                    "gid", Pattern.compile(NUMBER + "[.]" + NUMBER + "[.]" + NUMBER),
                    "usdod", Pattern.compile(CAGE + "[.]" + NUMBER),
                    "adi",
                            Pattern.compile(
                                    CAGE
                                            + "[.]([0-9A-Z-]|%2F){0,32}"
                                            + "[.](%23)?([0-9A-Z-]|%2F){1,30}"),
                    "bic", Pattern.compile("[A-Z]{3}[JUZ][0-9]{7}"),
                    "imovn", Pattern.compile("[0-9]{7}"));
    private static final int[] GID_BITS = {28, 24, 36};

    private PureEpc() {}

    /// The scheme of `urn`, such as `gid`, when it is one of these.
    ///
    /// @throws Gs1Exception when the scheme is one of these but the rest does not fit it
    public static Optional<String> scheme(String urn) {
        String[] fields = urn.split(":", 5);
        if (urn.length() > EpcUri.URN_CHARS_MAX
                || fields.length != 5
                || !fields[0].equalsIgnoreCase("urn")
                || !fields[1].equalsIgnoreCase("epc")
                || !fields[2].equals("id")) {
            return Optional.empty();
        }
        Pattern form = FORMS.get(fields[3]);
        if (form == null) {
            return Optional.empty();
        }
        Matcher matcher = form.matcher(fields[4]);
        boolean fits = matcher.matches();
        if (fits && fields[3].equals("gid")) {
            for (int i = 0; i < GID_BITS.length; i++) {
                fits &= new BigInteger(matcher.group(i + 1)).bitLength() <= GID_BITS[i];
            }
        }
        if (!fits) {
            throw new Gs1Exception(
                    "",
                    urn.length() - fields[4].length(),
                    Gs1Exception.Rule.STRUCTURE,
                    fields[3]
                            + " URN does not have the form of its scheme: "
                            + Gs1Exception.excerpt(urn));
        }
        return Optional.of(fields[3]);
    }
}
