// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import java.time.Instant;

/// What stands on a sheet. Immutable.
///
/// @param number of the certificate, ASCII
/// @param creditCode of the enterprise
/// @param address of the certificate's page, for the QR code
/// @param credentialSha256 of the signed credential, 64 characters of hex
public record Sheet(
        String number,
        String creditCode,
        Two name,
        Two theme,
        Two organiser,
        int year,
        Instant issuedAt,
        Instant validUntil,
        String address,
        String credentialSha256) {
    /// The longest of the texts that others give us.
    public static final int TEXT_LENGTH_MAX = 200;

    /// The longest address.
    public static final int ADDRESS_LENGTH_MAX = 300;

    /// Chinese and English; the English may be empty.
    public record Two(String zh, String en) {}

    /// Checks the lengths, which the layout has room for.
    ///
    /// @throws IllegalArgumentException naming what is too long
    public Sheet {
        require("name", name);
        require("theme", theme);
        require("organiser", organiser);
        if (address.length() > ADDRESS_LENGTH_MAX) {
            throw new IllegalArgumentException("address of " + address.length() + " characters");
        }
    }

    private static void require(String what, Two text) {
        if (length(text.zh()) > TEXT_LENGTH_MAX || length(text.en()) > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(what + " is too long for a sheet");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
