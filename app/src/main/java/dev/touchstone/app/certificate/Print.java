// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import java.time.Instant;
import java.util.UUID;

/// A certificate as it was printed, once.
///
/// @param bytes the PDF; not copied: neither side changes them
/// @param stamp what is known of it
@SuppressWarnings("ArrayRecordComponent")
public record Print(String number, byte[] bytes, Stamp stamp) {
    /// What is known of a printed certificate. Immutable.
    ///
    /// @param sha256 of the PDF, 64 characters of lower-case hex
    /// @param sizeBytes of the PDF
    /// @param statement the statement of the public log that holds the SHA-256
    public record Stamp(String sha256, int sizeBytes, Instant at, UUID statement) {}

    /// The name of its file: the number.
    public String fileName() {
        return number + ".pdf";
    }
}
