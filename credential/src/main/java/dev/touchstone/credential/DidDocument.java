// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The published keys of an issuer (DIDs 1.0; Controlled Identifiers 1.0). All its methods may
/// sign credentials (`assertionMethod`) unless they have expired or are revoked. Immutable.
///
/// @param id the DID
/// @param methods its keys, newest last
public record DidDocument(String id, List<VerificationMethod> methods) implements KeyResolver {
    /// Keys in one document.
    public static final int METHODS_MAX = 100;

    private static final String CONTEXT = "https://www.w3.org/ns/did/v1";
    private static final String MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1";
    private static final String JWK_CONTEXT = "https://w3id.org/security/jwk/v1";

    /// Checks that every key is the DID's own and has a name of its own.
    ///
    /// @throws MalformedDocument when not, or when there are none or too many
    public DidDocument {
        methods = List.copyOf(methods);
        if (methods.isEmpty() || methods.size() > METHODS_MAX) {
            throw new MalformedDocument("a DID document has 1 to %d keys".formatted(METHODS_MAX));
        }
        Set<String> names = new HashSet<>();
        for (VerificationMethod method : methods) {
            if (!method.controller().equals(id) || !names.add(method.id())) {
                throw new MalformedDocument("key does not belong here: " + method.id());
            }
        }
    }

    /// The first document of an issuer.
    ///
    /// @param did its DID
    /// @param key its first key
    /// @return the document
    public static DidDocument of(String did, VerificationKey key) {
        return new DidDocument(did, List.of(VerificationMethod.of(did, key)));
    }

    /// Goes over to a new key: the ones in use expire, what they signed still holds.
    ///
    /// @param key the new key
    /// @param at since when it is used
    /// @return the new document
    /// @throws MalformedDocument when the key was used before
    public DidDocument rotate(VerificationKey key, Instant at) {
        List<VerificationMethod> changed = new ArrayList<>();
        methods.forEach(method -> changed.add(method.expiring(at)));
        changed.add(VerificationMethod.of(id, key));
        return new DidDocument(id, changed);
    }

    /// Gives up a key that may be in other hands: nothing it signed holds any more.
    ///
    /// @param key the lost key
    /// @param at since when
    /// @return the new document
    /// @throws MalformedDocument when it is not one of these keys
    public DidDocument revoke(VerificationKey key, Instant at) {
        if (methods.stream().noneMatch(method -> method.key().equals(key))) {
            throw new MalformedDocument("%s has no key %s".formatted(id, key.multibase()));
        }
        Function<VerificationMethod, VerificationMethod> change =
                method -> method.key().equals(key) ? method.revoked(at) : method;
        return new DidDocument(id, methods.stream().map(change).toList());
    }

    @Override
    public Optional<VerificationMethod> resolve(String verificationMethod) {
        return methods.stream().filter(m -> m.isNamed(verificationMethod)).findFirst();
    }

    /// The document as it is published, for did:web under [DidWeb#documentUrl]. An Ed25519 key
    /// stands in it twice: as Multikey for proofs inside credentials, and as JSON Web Key, named
    /// by its thumbprint, for credentials in a JWT.
    ///
    /// @return JSON
    public ObjectNode json() {
        ObjectNode json = StrictJson.object();
        json.putArray("@context").add(CONTEXT).add(MULTIKEY_CONTEXT).add(JWK_CONTEXT);
        json.put("id", id);
        ArrayNode keys = json.putArray("verificationMethod");
        ArrayNode asserting = json.putArray(DataIntegrity.ASSERTION);
        for (VerificationMethod method : methods) {
            keys.add(method.json());
            asserting.add(method.id());
            method.jwkJson()
                    .ifPresent(
                            jwk -> {
                                keys.add(jwk);
                                asserting.add(jwk.path("id"));
                            });
        }
        return json;
    }

    /// The document with one more key, which signs beside those that are there.
    ///
    /// @param key the new key
    /// @return the new document
    /// @throws MalformedDocument when the key was used before
    public DidDocument with(VerificationKey key) {
        List<VerificationMethod> changed = new ArrayList<>(methods);
        changed.add(VerificationMethod.of(id, key));
        return new DidDocument(id, changed);
    }

    /// Reads a published document. Keys of other kinds, of other controllers, or not meant for
    /// signing credentials are passed over.
    ///
    /// @param text the document
    /// @return it
    /// @throws MalformedDocument when it is broken or has no key that can be used
    public static DidDocument parse(String text) {
        ObjectNode json = StrictJson.parse(text);
        String id = json.path("id").asString("");
        Set<String> asserting = new HashSet<>();
        for (JsonNode node : json.path(DataIntegrity.ASSERTION)) {
            asserting.add(node.isString() ? absolute(id, node.stringValue()) : "");
        }
        List<VerificationMethod> methods = new ArrayList<>();
        for (JsonNode node : json.path("verificationMethod")) {
            String name = absolute(id, node.path("id").asString(""));
            if (asserting.contains(name) && node.path("controller").asString("").equals(id)) {
                key(node)
                        .map(key -> method(id, name, key, node))
                        .filter(one -> methods.stream().noneMatch(had -> says(had, one)))
                        .ifPresent(methods::add);
            }
        }
        return new DidDocument(id, methods);
    }

    /// Whether a method that was read says already what a JSON Web Key says.
    private static boolean says(VerificationMethod had, VerificationMethod one) {
        return had.jwkId().equals(Optional.of(one.id()))
                && had.expires().equals(one.expires())
                && had.revoked().equals(one.revoked());
    }

    private static Optional<VerificationKey> key(JsonNode node) {
        String multibase = node.path("publicKeyMultibase").asString("");
        return switch (node.path("type").asString("")) {
            case VerificationMethod.TYPE ->
                    VerificationKey.isKnown(multibase)
                            ? Optional.of(new VerificationKey(multibase))
                            : Optional.empty();
            case VerificationMethod.JWK_TYPE -> VerificationKey.ofJwk(node.path("publicKeyJwk"));
            default -> Optional.empty();
        };
    }

    private static VerificationMethod method(
            String id, String name, VerificationKey key, JsonNode node) {
        return new VerificationMethod(
                name,
                id,
                key,
                Timestamps.optional(node, "expires"),
                Timestamps.optional(node, "revoked"));
    }

    private static String absolute(String id, String name) {
        return name.startsWith("#") ? id + name : name;
    }
}
