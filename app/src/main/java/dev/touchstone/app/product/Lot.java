// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A lot of a product. Immutable.
///
/// @param expiresOn the last good day
/// @param reason why it is in its state; empty while open
/// @param stateSince when it came into its state
/// @param statement the latest statement about it in the public log
public record Lot(
        UUID id,
        UUID product,
        UUID enterprise,
        Gtin gtin,
        LotNumber number,
        LocalDate producedOn,
        Optional<LocalDate> expiresOn,
        LotState state,
        String reason,
        Instant stateSince,
        UUID statement) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// What statements about a lot have as their subject.
    public static String subject(Gtin gtin, LotNumber number) {
        return "lot:" + gtin.digits() + ":" + number.text();
    }
}
