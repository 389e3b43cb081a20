// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    private static final MemoryLog LOG = MemoryLog.ofSize(300);
    private static final SignedNote NOTE = LOG.publish();
    private static final long INDEX = 258;
    private static final Hash LEAF = Rfc6962.leafHash(LOG.entries.get((int) INDEX));
    private static final InclusionProof PROOF = Proofs.inclusion(INDEX, 300, LOG);

    @Test
    void readsBackWhatItWritesAndVerifies() {
        TlogProof proof = new TlogProof(Optional.of(new byte[] {1, 2}), PROOF, NOTE);
        TlogProof again = TlogProof.parse(proof.toBytes());
        assertThat(again.inclusion()).isEqualTo(PROOF);
        assertThat(again.extra().orElseThrow()).containsExactly(1, 2);
        assertThat(again.checkpoint()).isEqualTo(NOTE);
        assertThat(again.verify(LEAF, MemoryLog.POLICY).checkpoint().size()).isEqualTo(300);
        assertThat(again.toString())
                .startsWith("c2sp.org/tlog-proof@v1\nextra AQI=\nindex 258\n")
                .endsWith("\n\n" + NOTE);
    }

    @Test
    void omitsTheExtraLineWithoutExtraData() {
        TlogProof proof = new TlogProof(Optional.empty(), PROOF, NOTE);
        assertThat(proof.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 258\n");
        assertThat(TlogProof.parse(proof.toBytes()).extra()).isEmpty();
    }

    @Test
    void provesTheOnlyEntryOfALogWithoutHashes() {
        MemoryLog log = MemoryLog.ofSize(1);
        SignedNote note = log.publish();
        TlogProof proof = new TlogProof(Optional.empty(), Proofs.inclusion(0, 1, log), note);
        TlogProof.parse(proof.toBytes())
                .verify(Rfc6962.leafHash(log.entries.getFirst()), MemoryLog.POLICY);
    }

    @Test
    void refusesAnotherEntryAndAnotherIndex() {
        TlogProof proof = new TlogProof(Optional.empty(), PROOF, NOTE);
        assertThatThrownBy(() -> proof.verify(Rfc6962.leafHash(new byte[0]), MemoryLog.POLICY))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining("leads to root");
        TlogProof moved =
                TlogProof.parse(proof.toString().replace("index 258", "index 259").getBytes());
        assertThatThrownBy(() -> moved.verify(LEAF, MemoryLog.POLICY))
                .isInstanceOf(Unverified.class);
    }

    @Test
    void refusesEveryFlippedBitOfTheFile() {
        byte[] file = new TlogProof(Optional.empty(), PROOF, NOTE).toBytes();
        int end = new String(file, UTF_8).indexOf("\u2014"); // signature lines have other tests
        for (int i = 0; i < end; i++) {
            byte[] bad = file.clone();
            bad[i] ^= 1;
            assertThatThrownBy(() -> TlogProof.parse(bad).verify(LEAF, MemoryLog.POLICY))
                    .isInstanceOf(TransparencyException.class);
        }
    }

    @Test
    void saysWhatIsMalformed() {
        String good = new TlogProof(Optional.of(new byte[1]), PROOF, NOTE).toString();
        refuses(good.replace("@v1", "@v2"), "a tlog-proof begins with");
        refuses(good.replace("extra AA==", "extra AB=="), "extra data is not canonical Base64");
        refuses(good.replace("extra", "Extra"), "has no index line");
        refuses(good.replace("index 258", "index 0258"), "index is not a plain decimal");
        refuses(good.replace("index 258", "index -1"), "index is not a plain decimal");
        refuses(good.replace("index 258\n", ""), "has no index line");
        refuses("c2sp.org/tlog-proof@v1\n", "no blank line");
        String hash = Rfc6962.emptyRoot() + "\n";
        String long63 = good.replace(hashLines(), hash.repeat(63));
        assertThat(TlogProof.parse(long63.getBytes(UTF_8)).inclusion().hashes()).hasSize(63);
        refuses(
                good.replace(hashLines(), hash.repeat(64)),
                "a proof has at most 63 hashes, not 64");
        assertThatThrownBy(() -> TlogProof.parse(new byte[TlogProof.BYTES_MAX + 1]))
                .hasMessageContaining("at most");
        byte[] tooMuch = new byte[TlogProof.EXTRA_BYTES_MAX + 1];
        assertThatThrownBy(() -> new TlogProof(Optional.of(tooMuch), PROOF, NOTE))
                .hasMessage("extra data has at most 65536 bytes");
        InclusionProof other = new InclusionProof(0, 299, List.of());
        assertThatThrownBy(() -> new TlogProof(Optional.empty(), other, NOTE))
                .hasMessage("the proof is for size 299, the checkpoint has 300");
    }

    private static String hashLines() {
        StringBuilder lines = new StringBuilder();
        PROOF.hashes().forEach(hash -> lines.append(hash).append('\n'));
        return lines.toString();
    }

    private static void refuses(String file, String reason) {
        assertThatThrownBy(() -> TlogProof.parse(file.getBytes(UTF_8)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }
}
