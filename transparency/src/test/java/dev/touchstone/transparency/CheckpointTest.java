// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    /// The example of C2SP tlog-checkpoint.
    private static final String TEXT =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static final Instant TIME = Instant.ofEpochSecond(1_679_315_147);

    @Test
    void readsTheExampleOfTheStandard() {
        Checkpoint checkpoint = Checkpoint.parse(TEXT);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(TEXT);
    }

    @Test
    void keepsExtensionLines() {
        Checkpoint checkpoint = Checkpoint.parse(TEXT + "one\ntwo\n");
        assertThat(checkpoint.extensions()).containsExactly("one", "two");
        assertThat(checkpoint.text()).isEqualTo(TEXT + "one\ntwo\n");
        String max = TEXT + "x\n".repeat(64);
        assertThat(Checkpoint.parse(max).text()).isEqualTo(max);
        assertThatThrownBy(() -> Checkpoint.parse(max + "x\n")).isInstanceOf(Malformed.class);
        List<String> more = Collections.nCopies(65, "x");
        assertThatThrownBy(() -> new Checkpoint("a", 0, Rfc6962.emptyRoot(), more))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a\n1\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
                "a\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
            })
    void refusesMalformedCheckpoints(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesAnotherRootForTheEmptyTree() {
        String text = TEXT.replace("20852163", "0");
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOf(Unverified.class)
                .hasMessageStartingWith("the empty tree cannot have the root ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ED25519")
    void isCosignedWithATime(SignatureType type) {
        SignerKey witness = new SignerKey(type, "witness.example/w", new byte[32]);
        Checkpoint checkpoint = Checkpoint.parse(TEXT);
        NoteSignature cosignature = witness.signer().cosign(checkpoint, TIME);
        assertThat(ByteBuffer.wrap(cosignature.signature()).getLong())
                .isEqualTo(TIME.getEpochSecond());
        assertThat(witness.verifier().verify(TEXT, cosignature).time()).contains(TIME);

        byte[] later = cosignature.signature();
        later[7]++;
        NoteSignature moved = new NoteSignature("witness.example/w", cosignature.keyId(), later);
        assertThatThrownBy(() -> witness.verifier().verify(TEXT, moved))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining("does not verify");
        byte[] past = cosignature.signature();
        past[0] = (byte) 0x80;
        NoteSignature negative = new NoteSignature("witness.example/w", moved.keyId(), past);
        assertThatThrownBy(() -> witness.verifier().verify(TEXT, negative))
                .hasMessageContaining("above 2^63 - 1");
        assertThatThrownBy(() -> witness.verifier().verify("other\n", cosignature))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void signsTheMessagesOfTheStandard() {
        byte[] ed25519 =
                Cosignature.message(
                        SignatureType.COSIGNATURE_ED25519, "w", TIME.getEpochSecond(), TEXT);
        assertThat(new String(ed25519)).isEqualTo("cosignature/v1\ntime 1679315147\n" + TEXT);
        byte[] mlDsa =
                Cosignature.message(
                        SignatureType.COSIGNATURE_ML_DSA_44, "w", 258, TEXT + "extension\n");
        ByteBuffer message = ByteBuffer.wrap(mlDsa);
        byte[] label = new byte[12];
        message.get(label);
        assertThat(new String(label)).isEqualTo("subtree/v1\n\0");
        assertThat(message.get()).isEqualTo((byte) 1);
        assertThat(message.get()).isEqualTo((byte) 'w');
        assertThat(message.getLong()).isEqualTo(258);
        byte[] origin = new byte[message.get()];
        message.get(origin);
        assertThat(new String(origin)).isEqualTo("example.com/behind-the-sofa");
        assertThat(message.getLong()).isZero();
        assertThat(message.getLong()).isEqualTo(20_852_163);
        byte[] root = new byte[32];
        message.get(root);
        assertThat(Hash.of(root)).isEqualTo(Checkpoint.parse(TEXT).root());
        assertThat(message.hasRemaining()).isFalse();
    }

    @Test
    void keepsPlainKeysAndCosigningKeysApart() {
        SignerKey log = new SignerKey(SignatureType.ED25519, "a", new byte[32]);
        SignerKey witness = new SignerKey(SignatureType.COSIGNATURE_ED25519, "a", new byte[32]);
        assertThat(log.verifier().keyId()).isNotEqualTo(witness.verifier().keyId());
        assertThatThrownBy(() -> log.signer().cosign(Checkpoint.parse(TEXT), TIME))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> witness.signer().sign(TEXT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> witness.signer().cosign(Checkpoint.parse(TEXT), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verifiesAPlainSignatureWithoutATime() {
        SignedNote note = Checkpoint.parse(TEXT).sign(MemoryLog.KEY.signer());
        assertThat(note.verify(List.of(MemoryLog.KEY.verifier())))
                .containsExactly(new VerifiedSignature(MemoryLog.KEY.verifier(), Optional.empty()));
    }
}
