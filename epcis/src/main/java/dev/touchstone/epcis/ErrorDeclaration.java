// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Declares an earlier event with the same content wrong (EPCIS 2.0, section 7.4.1.2).
///
/// @param declarationTime when it was declared
/// @param reason `did_not_occur`, `incorrect_data` or a URI
/// @param correctiveEventIds events that say what happened instead
public record ErrorDeclaration(
        Instant declarationTime, Optional<String> reason, List<String> correctiveEventIds) {
    /// Copies the list.
    public ErrorDeclaration {
        correctiveEventIds = List.copyOf(correctiveEventIds);
    }
}
