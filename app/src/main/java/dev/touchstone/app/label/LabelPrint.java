// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import java.time.Instant;
import java.util.UUID;

/// Codes of an order that were written to be printed, once.
///
/// @param first index of the first code
/// @param last index of the last code
/// @param printedBy the account
public record LabelPrint(
        UUID id,
        UUID enterprise,
        UUID order,
        int first,
        int last,
        LabelFormat format,
        LabelTemplate template,
        UUID printedBy,
        Instant printedAt) {
    /// How many codes.
    public int count() {
        return last - first + 1;
    }
}
