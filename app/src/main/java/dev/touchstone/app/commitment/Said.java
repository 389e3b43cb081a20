// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import java.util.List;

/// What an enterprise says about one commitment. Immutable.
///
/// @param zh what was done, 1 to [#LENGTH_MAX] characters
/// @param en the same in English; may be empty
/// @param evidence at most [#EVIDENCE_MAX]
public record Said(String zh, String en, List<Evidence> evidence) {
    /// The longest text.
    public static final int LENGTH_MAX = 4_000;

    /// The most pieces of evidence.
    public static final int EVIDENCE_MAX = 5;

    public Said {
        evidence = List.copyOf(evidence);
    }
}
