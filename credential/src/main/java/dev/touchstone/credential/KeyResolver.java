// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.util.Optional;

/// Finds the key a proof names, in documents the verifier trusts to be the controller's own.
@FunctionalInterface
public interface KeyResolver {
    /// Looks up a key that may sign credentials.
    ///
    /// @param verificationMethod the name in the proof
    /// @return the key, or empty when it is not known
    Optional<VerificationMethod> resolve(String verificationMethod);
}
