// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A statement as the log keeps it. Immutable as long as its arrays are left alone.
///
/// @param canonical the RFC 8785 text its digest covers; empty after erasure
/// @param salt the 16 bytes its digest covers first; empty after erasure
/// @param digest SHA-256 over salt and canonical text
/// @param entryIndex where it stands in the log; empty until it is sequenced
@SuppressWarnings("ArrayRecordComponent")
public record StoredStatement(
        UUID id,
        String type,
        String issuer,
        String subject,
        Instant at,
        boolean open,
        Optional<String> canonical,
        Optional<byte[]> salt,
        byte[] digest,
        Optional<Long> entryIndex) {}
