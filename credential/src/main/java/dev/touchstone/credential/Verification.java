// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a [Verifier] found.
public sealed interface Verification {
    /// The credential is its issuer's, unchanged, and holds at the time asked for.
    ///
    /// @param credential the whole document, out of a JWT without its registered claims; not
    ///     shared with anyone
    /// @param issuer who claims
    /// @param method the key that signed, the first of several
    /// @param created when it was signed, by the signer's own account
    /// @param suites in which it is signed, as proofs name them, or `vc+jwt EdDSA`
    record Valid(
            ObjectNode credential,
            String issuer,
            VerificationMethod method,
            Optional<Instant> created,
            List<String> suites)
            implements Verification {}

    /// The credential proves nothing.
    ///
    /// @param reason why
    /// @param detail more, for a log; may quote the document
    record Invalid(Reason reason, String detail) implements Verification {}

    /// Why a credential is not valid.
    enum Reason {
        /// Not JSON, past a limit, or not a credential of the data model 2.0.
        MALFORMED,
        /// No proof.
        NO_PROOF,
        /// More than one proof of a suite; which of them counts would be a guess.
        SEVERAL_PROOFS,
        /// A proof of another kind, or with members we do not know; in a JWT another algorithm.
        UNSUPPORTED_PROOF,
        /// No proof in a suite that must be there.
        PROOF_MISSING,
        /// The proof was made for other JSON-LD contexts.
        OTHER_CONTEXT,
        /// Nobody we know publishes the key.
        UNKNOWN_KEY,
        /// The key belongs to someone other than the issuer.
        OTHER_CONTROLLER,
        /// The key had expired when the proof was made, or is revoked.
        KEY_OUT_OF_USE,
        /// The document or the proof was changed, or another key signed.
        BAD_SIGNATURE,
        /// It does not hold yet.
        NOT_YET_VALID,
        /// It held once.
        EXPIRED,
        /// The issuer has withdrawn it.
        REVOKED,
        /// The issuer has suspended it.
        SUSPENDED,
        /// The status list cannot be had, or is not valid itself.
        STATUS_UNKNOWN
    }
}
