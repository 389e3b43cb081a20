// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.proof.StatementDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// A statement as the log keeps it. Immutable as long as its arrays are left alone.
///
/// @param canonical the RFC 8785 text its digest covers; empty after erasure
/// @param salt the 16 bytes its digest covers first; empty after erasure
/// @param digest SHA-256 over salt and canonical text
/// @param factSeed where the salts of its facts come from; empty without facts, and after erasure
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
        Optional<byte[]> factSeed,
        Optional<Long> entryIndex) {
    /// The bytes of its entry in the log.
    byte[] entry() {
        return StatementDigest.entry(type, issuer, at, digest);
    }

    /// Whether the digest is that of salt and canonical text; true after erasure, when there is
    /// nothing left to compare.
    boolean saysWhatItsDigestCovers() {
        return canonical.isEmpty()
                || Arrays.equals(
                        digest, StatementDigest.digest(salt.orElseThrow(), canonical.get()));
    }
}
