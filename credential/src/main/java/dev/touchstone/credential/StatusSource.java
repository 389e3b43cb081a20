// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.util.Optional;

/// Finds published status list credentials.
@FunctionalInterface
public interface StatusSource {
    /// Knows no list: credentials with a status are then [Verification.Reason#STATUS_UNKNOWN].
    StatusSource NONE = url -> Optional.empty();

    /// Looks up a status list credential. Its proof is checked by the caller.
    ///
    /// @param url where it is published
    /// @return its text, or empty when it cannot be had
    Optional<String> find(String url);
}
