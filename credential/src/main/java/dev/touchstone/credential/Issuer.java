// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Whoever signs credentials, with the key of one verification method. Immutable.
///
/// @param did the issuer, which is also the controller of the verification method
/// @param key the private key
public record Issuer(String did, IssuerKey key) {
    /// Checks that `did` can be extended by a fragment.
    ///
    /// @throws MalformedDocument when it is empty or has one
    public Issuer {
        if (did.isEmpty() || did.contains("#")) {
            throw new MalformedDocument("not an issuer identifier: " + did);
        }
    }

    /// The name of the key in the issuer's [DidDocument].
    ///
    /// @return the DID and, as fragment, the key itself
    public String verificationMethod() {
        return did + "#" + key.publicKey().multibase();
    }

    /// Signs a credential.
    ///
    /// @param credential what is claimed; its issuer must be this one
    /// @param created the time of signing, cut to seconds
    /// @return the credential with its proof
    /// @throws MalformedDocument when the credential names another issuer
    public ObjectNode issue(Credential credential, Instant created) {
        if (!credential.issuer().equals(did)) {
            throw new MalformedDocument(
                    "%s cannot sign for %s".formatted(did, credential.issuer()));
        }
        return EddsaJcs2022.secure(credential.json(), key, verificationMethod(), created);
    }
}
