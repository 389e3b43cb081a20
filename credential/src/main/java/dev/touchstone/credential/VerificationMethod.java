// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A public key with a name and an owner (Controlled Identifiers 1.0, section 2.2). Immutable.
///
/// @param id its name: the controller's identifier and a fragment
/// @param controller who signs with it
/// @param key the key
/// @param expires the last second in which it may sign; what was signed until then still holds
/// @param revoked from then on nothing signed with it holds, whenever it was signed: the private
///     key may be in other hands, and those can write any time into a proof
public record VerificationMethod(
        String id,
        String controller,
        VerificationKey key,
        Optional<Instant> expires,
        Optional<Instant> revoked) {
    static final String TYPE = "Multikey";
    static final String JWK_TYPE = "JsonWebKey";

    /// Checks that the name lies below its controller's.
    ///
    /// @throws MalformedDocument when it does not
    public VerificationMethod {
        if (!id.startsWith(controller + "#") || id.length() == controller.length() + 1) {
            throw new MalformedDocument("%s is not a key of %s".formatted(id, controller));
        }
    }

    /// A key in use, named by itself.
    ///
    /// @param controller a DID
    /// @param key its key
    /// @return the method
    public static VerificationMethod of(String controller, VerificationKey key) {
        return new VerificationMethod(
                controller + "#" + key.multibase(),
                controller,
                key,
                Optional.empty(),
                Optional.empty());
    }

    /// The name under which the same key stands as a JSON Web Key; empty when it cannot.
    Optional<String> jwkId() {
        return key.thumbprint().map(thumbprint -> controller + "#" + thumbprint);
    }

    boolean isNamed(String name) {
        return id.equals(name) || jwkId().equals(Optional.of(name));
    }

    VerificationMethod expiring(Instant at) {
        return new VerificationMethod(
                id, controller, key, Optional.of(expires.orElse(second(at))), revoked);
    }

    VerificationMethod revoked(Instant at) {
        return new VerificationMethod(
                id, controller, key, expires, Optional.of(revoked.orElse(second(at))));
    }

    ObjectNode json() {
        ObjectNode json = json(id, TYPE).put("publicKeyMultibase", key.multibase());
        return withTimes(json);
    }

    Optional<ObjectNode> jwkJson() {
        return jwkId().map(name -> json(name, JWK_TYPE))
                .map(json -> json.set("publicKeyJwk", key.jwk().orElseThrow()))
                .map(this::withTimes);
    }

    private ObjectNode json(String name, String type) {
        return StrictJson.object().put("id", name).put("type", type).put("controller", controller);
    }

    private ObjectNode withTimes(ObjectNode json) {
        expires.ifPresent(at -> json.put("expires", second(at).toString()));
        revoked.ifPresent(at -> json.put("revoked", second(at).toString()));
        return json;
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
