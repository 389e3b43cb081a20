// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    private static final NoteVerifier OURS = key(SignatureType.ED25519, "our.example/log");
    private static final NoteVerifier OTHER = key(SignatureType.ED25519, "other.example/log");
    private static final String WITNESS =
            "witness w " + key(SignatureType.COSIGNATURE_ED25519, "w.example").vkey();

    @TempDir private Path folder;

    private static NoteVerifier key(SignatureType type, String name) {
        byte[] seed = new byte[32];
        seed[0] = (byte) name.length();
        return new SignerKey(type, name, seed).verifier();
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("policy"), String.join("\n", lines) + "\n");
    }

    @Test
    void witnessesNeedAUrlAndOurOwnLogOrNone() throws IOException {
        String url = WITNESS + " https://w.example/";
        assertThat(PolicyFile.witnesses("s", file(url, "quorum w"), OURS).logs())
                .singleElement()
                .satisfies(log -> assertThat(log.key()).isEqualTo(OURS));
        Path both = file("log " + OTHER.vkey(), "log " + OURS.vkey(), url, "quorum w");
        assertThat(PolicyFile.witnesses("s", both, OURS).logs()).hasSize(2);
        Path foreign = file("log " + OTHER.vkey(), url, "quorum w");
        assertThatThrownBy(() -> PolicyFile.witnesses("s", foreign, OURS))
                .isInstanceOf(Config.Unusable.class)
                .hasMessageContaining(OURS.vkey());
        Path mute = file(WITNESS, "quorum w");
        assertThatThrownBy(() -> PolicyFile.witnesses("s", mute, OURS))
                .hasMessageContaining("gives witness w no http(s) URL");
    }

    @Test
    void logsNeedOneAndNotOurOwn() throws IOException {
        Path good = file("log " + OTHER.vkey(), "quorum none");
        assertThat(PolicyFile.logs("s", good, OURS.name()).logs()).hasSize(1);
        assertThatThrownBy(() -> PolicyFile.logs("s", good, OTHER.name()))
                .isInstanceOf(Config.Unusable.class)
                .hasMessageContaining("names our own log");
        Path empty = file("quorum none");
        assertThatThrownBy(() -> PolicyFile.logs("s", empty, OURS.name()))
                .hasMessageContaining("has no line `log <vkey>`");
    }

    @Test
    void namesTheFileThatCannotBeUsed() throws IOException {
        Path file = file("nonsense");
        assertThatThrownBy(() -> PolicyFile.read("log.witnesses", file))
                .isInstanceOf(Config.Unusable.class)
                .hasMessageStartingWith("log.witnesses: " + file + ": policy line 1");
        assertThatThrownBy(() -> PolicyFile.read("log.witnesses", folder.resolve("absent")))
                .isInstanceOf(Config.Unusable.class)
                .hasMessageContaining("absent");
    }
}
