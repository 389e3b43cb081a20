// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Whoever signs credentials, with the key of one verification method, or of two. Immutable.
///
/// @param did the issuer, which is also the controller of the verification methods
/// @param key the private key
/// @param sm2 a second key; when present, credentials get a second proof in `sm2-sm3-jcs-2026`
public record Issuer(String did, IssuerKey key, Optional<Sm2Key> sm2) {
    /// Checks that `did` can be extended by a fragment.
    ///
    /// @throws MalformedDocument when it is empty or has one
    public Issuer {
        if (did.isEmpty() || did.contains("#")) {
            throw new MalformedDocument("not an issuer identifier: " + did);
        }
    }

    /// An issuer with one key.
    ///
    /// @param did the issuer
    /// @param key the private key
    public Issuer(String did, IssuerKey key) {
        this(did, key, Optional.empty());
    }

    /// The name of the key in the issuer's [DidDocument].
    ///
    /// @return the DID and, as fragment, the key itself
    public String verificationMethod() {
        return method(key.publicKey());
    }

    private String method(VerificationKey publicKey) {
        return did + "#" + publicKey.multibase();
    }

    /// Signs a credential: one proof, or a set of two when there is a second key. Each proof of a
    /// set covers the document without proofs, so that each can be checked without the other.
    ///
    /// @param credential what is claimed; its issuer must be this one
    /// @param created the time of signing, cut to seconds
    /// @return the credential with its proof or proofs
    /// @throws MalformedDocument when the credential names another issuer
    public ObjectNode issue(Credential credential, Instant created) {
        ObjectNode document = own(credential);
        DataIntegrity.Signer first = DataIntegrity.Signer.of(key, verificationMethod());
        if (sm2.isEmpty()) {
            return DataIntegrity.secure(document, first, created);
        }
        DataIntegrity.Signer second =
                DataIntegrity.Signer.of(sm2.get(), method(sm2.get().publicKey()));
        ObjectNode secured = document.deepCopy();
        secured.putArray("proof")
                .add(DataIntegrity.proof(document, first, created))
                .add(DataIntegrity.proof(document, second, created));
        return secured;
    }

    /// Signs a credential as a JWT: `application/vc+jwt` (Securing Verifiable Credentials using
    /// JOSE and COSE, section 3.1.1), EdDSA, by the first key under its JSON Web Key name.
    ///
    /// @param credential what is claimed; its issuer must be this one
    /// @param created the time of signing, cut to seconds
    /// @return the compact form
    /// @throws MalformedDocument when the credential names another issuer
    public String issueJwt(Credential credential, Instant created) {
        String kid = did + "#" + key.publicKey().thumbprint().orElseThrow();
        return VcJwt.sign(own(credential), key, kid, created);
    }

    private ObjectNode own(Credential credential) {
        if (!credential.issuer().equals(did)) {
            throw new MalformedDocument(
                    "%s cannot sign for %s".formatted(did, credential.issuer()));
        }
        return credential.json();
    }
}
