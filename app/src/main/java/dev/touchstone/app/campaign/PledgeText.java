// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/// What the enterprises pledge: a title and parts, each with commitments. Immutable.
public record PledgeText(Bilingual title, List<Part> parts) {
    /// The most parts.
    public static final int PARTS_MAX = 12;

    /// The most commitments of a part.
    public static final int COMMITMENTS_MAX = 30;

    /// The longest title.
    public static final int TITLE_LENGTH_MAX = 200;

    /// The longest body of a commitment.
    public static final int BODY_LENGTH_MAX = 2_000;

    /// A part, addressed to somebody.
    public record Part(Bilingual title, List<Commitment> commitments) {
        public Part {
            commitments = List.copyOf(commitments);
        }
    }

    /// One thing that is promised.
    public record Commitment(Bilingual title, Bilingual body) {}

    public PledgeText {
        parts = List.copyOf(parts);
    }

    /// The text as RFC 8785 JSON, which is what is signed.
    String canonical() {
        try {
            return new JsonCanonicalizer(Json.write(json())).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("canonical JSON of a pledge text", e);
        }
    }

    /// SHA-256 over the canonical JSON, in lower-case hex.
    public String hash() {
        return Sha256.hex(canonical());
    }

    Map<String, Object> json() {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Part part : parts) {
            List<Map<String, Object>> commitments = new ArrayList<>();
            for (Commitment one : part.commitments()) {
                commitments.add(Map.of("title", one.title().json(), "body", one.body().json()));
            }
            told.add(Map.of("title", part.title().json(), "commitments", commitments));
        }
        return Map.of("title", title.json(), "parts", told);
    }

    /// Reads what [#canonical] wrote.
    static PledgeText ofCanonical(String canonical) {
        JsonNode root = Json.parse(canonical.getBytes(StandardCharsets.UTF_8));
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : root.path("parts")) {
            List<Commitment> commitments = new ArrayList<>();
            for (JsonNode one : part.path("commitments")) {
                commitments.add(
                        new Commitment(bilingual(one.path("title")), bilingual(one.path("body"))));
            }
            parts.add(new Part(bilingual(part.path("title")), commitments));
        }
        return new PledgeText(bilingual(root.path("title")), parts);
    }

    private static Bilingual bilingual(JsonNode node) {
        return new Bilingual(node.path("zh").stringValue(), node.path("en").stringValue());
    }
}
