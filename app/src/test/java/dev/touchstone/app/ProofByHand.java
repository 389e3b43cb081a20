// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Recomputes a proof of a fact as the log serves it, with nothing but SHA-256: from the fact to
/// the root in its statement, from the statement to its entry, from the entry to the checkpoint.
public final class ProofByHand {
    private ProofByHand() {}

    /// Checks what `/log/proof/{statement}?fact=N` answered.
    public static void check(JsonNode json) throws Exception {
        JsonNode fact = json.path("fact");
        JsonNode statement = JsonMapper.shared().readTree(json.path("canonical").asString());
        long count = fact.path("count").asLong();
        assertThat(rootOf(fact, bytes(fact.path("salt")), text(fact.path("canonical")), count))
                .isEqualTo(statement.path("body").path("root").asString());
        byte[] digest = sha256(bytes(json.path("salt")), text(json.path("canonical")));
        JsonNode entry = JsonMapper.shared().readTree(json.path("entry").asString());
        assertThat(Base64.getEncoder().encodeToString(digest))
                .isEqualTo(entry.path("digest").asString());
        long size = json.path("size").asLong();
        assertThat(rootOf(json, new byte[0], text(json.path("entry")), size))
                .isEqualTo(json.path("root").asString());
        assertThat(json.path("checkpoint").asString()).contains(json.path("root").asString());
    }

    /// Asks until the statement is in the log; each question waits up to two seconds for the log
    /// to grow.
    public static Actor.Answer published(Actor actor, String proof) {
        Actor.Answer answer = actor.get(proof);
        for (int i = 0; i < 30 && answer.status() == 202; i++) {
            answer = actor.get(proof);
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// RFC 9162, section 2.1.3.2.
    private static String rootOf(JsonNode proof, byte[] salt, byte[] entry, long size)
            throws Exception {
        byte[] hash = sha256(new byte[1], salt, entry);
        long fn = proof.path("index").asLong();
        long sn = size - 1;
        byte[] node = {1};
        for (JsonNode step : proof.path("proof")) {
            byte[] other = bytes(step);
            if ((fn & 1) == 1 || fn == sn) {
                hash = sha256(node, other, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = sha256(node, hash, other);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static byte[] text(JsonNode text) {
        return text.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
