// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.conformance;

import dev.touchstone.transparency.ConsistencyProof;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.TransparencyException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Inclusion and consistency proofs, one a JSON file, as transparency-dev/merkle publishes them.
///
/// `wantErr` says whether the proof must be refused. Sizes go up to 2^64 - 1 there; ours end at
/// 2^63 - 1, so larger ones are refused.
final class MerkleVectors implements ConformanceSet {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void run(Path root, Tally tally) throws IOException {
        for (Path file : Vectors.files(root.resolve("public-log/merkle"), ".json")) {
            String name = Vectors.name(root, file);
            JsonNode proof;
            try {
                proof = JSON.readTree(Vectors.read(file));
            } catch (JacksonException e) {
                tally.fail(name, "is not JSON: " + e.getOriginalMessage());
                continue;
            }
            boolean refuse = proof.path("wantErr").asBoolean(Vectors.mustBeRefused(root, file));
            tally.check(name, refuse, () -> verify(proof));
        }
    }

    private static Outcome verify(JsonNode proof) {
        try {
            if (proof.has("leafIdx")) {
                new InclusionProof(
                                number(proof, "leafIdx"), number(proof, "treeSize"), hashes(proof))
                        .verify(hash(proof, "leafHash"), hash(proof, "root"));
            } else {
                new ConsistencyProof(number(proof, "size1"), number(proof, "size2"), hashes(proof))
                        .verify(hash(proof, "root1"), hash(proof, "root2"));
            }
            return Outcome.ACCEPTED;
        } catch (TransparencyException e) {
            return new Outcome.Refused(e.getMessage());
        }
    }

    private static long number(JsonNode proof, String field) {
        JsonNode value = proof.path(field);
        BigInteger number = value.isIntegralNumber() ? value.bigIntegerValue() : BigInteger.TWO;
        if (!value.isIntegralNumber() || number.bitLength() > Long.SIZE - 1) {
            throw new TransparencyException.Malformed(field + " is no size: " + value);
        }
        return number.longValueExact();
    }

    private static Hash hash(JsonNode proof, String field) {
        return Hash.parseBase64(proof.path(field).asString(""));
    }

    private static List<Hash> hashes(JsonNode proof) {
        List<Hash> hashes = new ArrayList<>();
        for (JsonNode hash : proof.path("proof")) {
            hashes.add(Hash.parseBase64(hash.asString("")));
        }
        return hashes;
    }
}
