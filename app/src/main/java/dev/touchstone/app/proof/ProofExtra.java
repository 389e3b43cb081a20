// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Json;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The extra data of a proof file: what the leaf is made from, as one JSON object. Unverified.
///
/// @param entry the text of the log entry; empty only when a file was made elsewhere
/// @param opened the statement's text and salt; empty when it is sealed, erased or too long
/// @param fact one fact of the statement, with its way to the root that the statement names
public record ProofExtra(Optional<String> entry, Optional<Opened> opened, Optional<Fact> fact) {
    /// Of a file without extra data.
    static final ProofExtra NOTHING =
            new ProofExtra(Optional.empty(), Optional.empty(), Optional.empty());

    /// A text whose digest stands elsewhere, and the salt that the digest covers first.
    ///
    /// @param canonical RFC 8785 text
    /// @param salt 16 bytes
    @SuppressWarnings("ArrayRecordComponent")
    public record Opened(String canonical, byte[] salt) {
        /// Checks the length of the salt.
        public Opened {
            if (salt.length != StatementDigest.SALT_BYTES) {
                throw new Malformed("a salt has 16 bytes, not " + salt.length);
            }
        }

        private void addTo(Map<String, Object> json) {
            json.put("canonical", canonical);
            json.put("salt", Base64.getEncoder().encodeToString(salt));
        }
    }

    /// One of the facts of a statement.
    ///
    /// @param text the fact and its salt
    /// @param proof which of how many facts it is, and its way to their root
    public record Fact(Opened text, InclusionProof proof) {
        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("index", proof.index());
            json.put("count", proof.size());
            text.addTo(json);
            json.put("proof", proof.hashes().stream().map(Hash::toBase64).toList());
            return json;
        }
    }

    /// What belongs into the proof file of a statement.
    ///
    /// @param entry the bytes of its log entry, which are UTF-8
    public static ProofExtra of(byte[] entry, Optional<Opened> opened, Optional<Fact> fact) {
        return new ProofExtra(Optional.of(new String(entry, StandardCharsets.UTF_8)), opened, fact);
    }

    /// The bytes, without the statement's text when it makes them too many, at last without the
    /// fact.
    byte[] fitted() {
        byte[] whole = toBytes();
        if (whole.length > TlogProof.EXTRA_BYTES_MAX && opened.isPresent()) {
            return new ProofExtra(entry, Optional.empty(), fact).fitted();
        }
        if (whole.length > TlogProof.EXTRA_BYTES_MAX && fact.isPresent()) {
            return new ProofExtra(entry, Optional.empty(), Optional.empty()).fitted();
        }
        return whole;
    }

    private byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        entry.ifPresent(text -> json.put("entry", text));
        opened.ifPresent(text -> text.addTo(json));
        fact.ifPresent(one -> json.put("fact", one.json()));
        return Json.write(json);
    }

    static ProofExtra parse(byte[] bytes) {
        JsonNode json = json(bytes, "extra data");
        onlyKnown(json, "extra data", Set.of("entry", "canonical", "salt", "fact"));
        Optional<Fact> fact =
                json.has("fact") ? Optional.of(fact(json.path("fact"))) : Optional.empty();
        return new ProofExtra(Optional.of(text(json, "entry")), opened(json), fact);
    }

    ProofExtra withEntry(String text) {
        return new ProofExtra(Optional.of(text), opened, fact);
    }

    ProofExtra withStatement(byte[] bytes) {
        JsonNode json = json(bytes, "statement");
        Opened given =
                opened(json)
                        .orElseThrow(
                                () -> new Malformed("the statement has no canonical and salt"));
        return new ProofExtra(entry, Optional.of(given), fact);
    }

    static Optional<Opened> opened(JsonNode json) {
        if (!json.has("canonical") && !json.has("salt")) {
            return Optional.empty();
        }
        return Optional.of(new Opened(text(json, "canonical"), base64(text(json, "salt"))));
    }

    private static void onlyKnown(JsonNode json, String what, Set<String> fields) {
        for (String name : json.propertyNames()) {
            if (!fields.contains(name)) {
                throw new Malformed("the %s has an unknown part".formatted(what));
            }
        }
    }

    private static Fact fact(JsonNode json) {
        onlyKnown(json, "fact", Set.of("index", "count", "canonical", "salt", "proof"));
        List<Hash> hashes = new ArrayList<>();
        for (JsonNode hash : json.path("proof")) {
            hashes.add(Hash.parseBase64(hash.asString("")));
        }
        InclusionProof proof =
                new InclusionProof(number(json, "index"), number(json, "count"), hashes);
        Opened text =
                opened(json).orElseThrow(() -> new Malformed("the fact has no canonical and salt"));
        return new Fact(text, proof);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a salt is not base64: " + e.getMessage());
        }
    }

    private static long number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed("the fact's %s is not a whole number".formatted(field));
        }
        return value.asLong();
    }

    static String text(JsonNode json, String field) {
        if (!json.path(field).isString()) {
            throw new Malformed("there is no text \"%s\" where one belongs".formatted(field));
        }
        return json.path(field).asString();
    }

    static JsonNode json(String text, String what) {
        return json(text.getBytes(StandardCharsets.UTF_8), what);
    }

    static JsonNode json(byte[] bytes, String what) {
        try {
            return Json.parse(bytes);
        } catch (Refused e) {
            throw new Malformed("the %s is not JSON: %s".formatted(what, e.code()));
        }
    }
}
