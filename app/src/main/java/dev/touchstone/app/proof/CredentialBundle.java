// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.app.web.Json;
import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A credential with all that is needed to check it offline: the statement of its issue and the
/// issuer's DID document, each with its C2SP tlog-proof from the public log, cosignatures
/// included. Unverified. Immutable.
///
/// Texts stand in it as they were signed or hashed, byte for byte, so as JSON strings.
///
/// @param credential the credential's text
/// @param issued what the log says of its issue
/// @param did the DID document's text
/// @param published what the log says of the document
public record CredentialBundle(String credential, Logged issued, String did, Logged published) {
    /// The longest bundle.
    public static final int BYTES_MAX = 4 << 20;

    private static final String KIND = "touchstone-credential-bundle/1";

    /// A statement and its proof.
    ///
    /// @param statement its canonical text and salt; empty when it was erased or is in the proof
    ///     alone
    /// @param proof a tlog-proof file
    public record Logged(Optional<ProofExtra.Opened> statement, String proof) {
        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            statement.ifPresent(
                    opened -> {
                        Map<String, Object> texts = new LinkedHashMap<>();
                        texts.put("canonical", opened.canonical());
                        texts.put("salt", Base64.getEncoder().encodeToString(opened.salt()));
                        json.put("statement", texts);
                    });
            json.put("proof", proof);
            return json;
        }

        /// The proof, with the statement that stands beside it.
        ///
        /// @throws Malformed when it is none
        public ProofFile file() {
            ProofFile file = ProofFile.parse(proof.getBytes(StandardCharsets.UTF_8));
            return statement
                    .map(
                            opened ->
                                    Json.write(
                                            Map.of(
                                                    "canonical",
                                                    opened.canonical(),
                                                    "salt",
                                                    Base64.getEncoder()
                                                            .encodeToString(opened.salt()))))
                    .map(file::withStatement)
                    .orElse(file);
        }

        private static Logged parse(JsonNode json, String what) {
            onlyKnown(json, what, Set.of("statement", "proof"));
            Optional<ProofExtra.Opened> statement =
                    json.has("statement")
                            ? ProofExtra.opened(json.path("statement"))
                            : Optional.empty();
            return new Logged(statement, ProofExtra.text(json, "proof"));
        }
    }

    /// The bundle as JSON.
    public byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", KIND);
        json.put("credential", credential);
        json.put("issued", issued.json());
        json.put("did", did);
        json.put("published", published.json());
        return Json.write(json);
    }

    /// Whether JSON is meant as a bundle, of whatever version.
    public static boolean isMeant(JsonNode json) {
        return json.path("kind").asString("").startsWith("touchstone-credential-bundle/");
    }

    /// Reads a bundle.
    ///
    /// @throws Malformed saying what is wrong
    public static CredentialBundle parse(byte[] bytes) {
        JsonNode json = ProofExtra.json(bytes, "bundle");
        if (!json.path("kind").asString("").equals(KIND)) {
            throw new Malformed("the bundle is not of the kind " + KIND);
        }
        onlyKnown(json, "bundle", Set.of("kind", "credential", "issued", "did", "published"));
        return new CredentialBundle(
                ProofExtra.text(json, "credential"),
                Logged.parse(json.path("issued"), "statement of issue"),
                ProofExtra.text(json, "did"),
                Logged.parse(json.path("published"), "statement of the DID document"));
    }

    private static void onlyKnown(JsonNode json, String what, Set<String> fields) {
        for (String name : json.propertyNames()) {
            if (!fields.contains(name)) {
                throw new Malformed("the %s has an unknown part %s".formatted(what, name));
            }
        }
    }
}
