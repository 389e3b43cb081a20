// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessPolicyTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);
    private static final String LOG = "log " + MemoryLog.KEY.verifier() + "\n";

    /// The shape of the example in C2SP tlog-policy.
    private static final String TWO_LEVELS =
            LOG
                    + """

                      # The X side.
                      witness X1 %s
                      witness X2 %s https://x2.example/
                      witness\tX3 \t %s\s
                        group X-witnesses 2 X1 X2 X3

                      witness Y1 %s
                      witness Y2 %s
                      witness Y3 %s
                      group Y-witnesses any Y1 Y2 Y3
                      group X-and-Y all X-witnesses Y-witnesses
                      quorum X-and-Y
                      """
                            .formatted(key(1), key(2), key(3), key(4), key(5), key(6));

    @Test
    void decidesEverySubsetOfTheExampleOfTheStandard() {
        WitnessPolicy policy = policy(TWO_LEVELS);
        for (int subset = 0; subset < 64; subset++) {
            boolean reached = Integer.bitCount(subset & 7) >= 2 && (subset >> 3) != 0;
            SignedNote note = cosigned(subset);
            if (reached) {
                assertThat(policy.verify(note).signatures())
                        .hasSize(1 + Integer.bitCount(subset))
                        .filteredOn(signature -> signature.time().isPresent())
                        .allMatch(signature -> signature.time().get().equals(TIME));
            } else {
                assertThatThrownBy(() -> policy.verify(note))
                        .isInstanceOf(Unverified.class)
                        .hasMessageContaining("X-and-Y (2 of [X-witnesses (2 of [X1, X2, X3])");
            }
        }
    }

    @Test
    void keepsWhatTheFileSays() {
        WitnessPolicy policy = policy(TWO_LEVELS);
        assertThat(policy.logs()).hasSize(1);
        assertThat(policy.witnesses())
                .extracting(WitnessPolicy.Witness::name)
                .containsExactly("X1", "X2", "X3", "Y1", "Y2", "Y3");
        assertThat(policy.witnesses().get(1).url()).contains("https://x2.example/");
    }

    @Test
    void asksForNoWitnessWhenTheQuorumIsNone() {
        SignedNote note = cosigned(0);
        assertThat(policy(LOG + "quorum none\n").verify(note).note()).isEqualTo(note);
        assertThat(MemoryLog.POLICY.verify(note.toBytes()).signatures()).hasSize(1);
    }

    @Test
    void refusesLogsItDoesNotKnow() {
        assertThatThrownBy(() -> policy("quorum none\n").verify(cosigned(0)))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining("none of the known logs []");
        WitnessPolicy given = policy("quorum none\n").withLog(MemoryLog.KEY.verifier());
        assertThat(given.verify(cosigned(0)).checkpoint().origin()).isEqualTo(MemoryLog.ORIGIN);
        Checkpoint other = new Checkpoint("other.example", TreeHead.EMPTY);
        assertThatThrownBy(() -> given.verify(other.sign(MemoryLog.KEY.signer())))
                .hasMessageContaining("origin \"other.example\" is none of the known logs");
    }

    @Test
    void refusesANoteSpoiledByAWitness() {
        SignedNote note = cosigned(0b111111);
        NoteSignature good = note.signatures().get(1);
        NoteSignature bad = new NoteSignature(good.name(), good.keyId(), new byte[72]);
        SignedNote spoiled = note.with(List.of(bad));
        assertThatThrownBy(() -> policy(TWO_LEVELS).verify(spoiled))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void comparesNamesAsOctets() {
        String kelvin = "\u212a";
        String text = "witness %s %s\nwitness K %s\nquorum %s\n";
        WitnessPolicy policy = policy(LOG + text.formatted(kelvin, key(1), key(2), kelvin));
        assertThat(policy.verify(cosigned(1)).signatures()).hasSize(2);
        assertThatThrownBy(() -> policy.verify(cosigned(2))).isInstanceOf(Unverified.class);
    }

    @Test
    void saysWhatIsWrongAndOnWhichLine() {
        String w1 = "witness A " + key(1) + "\n";
        String w2 = "witness B " + key(2) + "\n";
        refuses("", "the policy has no quorum line");
        refuses(w1, "the policy has no quorum line");
        refuses("quorum none", "the policy does not end in a newline");
        refuses("quorum none\nquorum none\n", "policy line 2: a second quorum line");
        refuses("quorum A\n" + w1, "policy line 1: \"A\" is not defined on a line before");
        refuses("quorum\n", "policy line 1: expected: quorum <name>");
        refuses("quorum a b\n", "policy line 1: expected: quorum <name>");
        refuses("quora none\n", "policy line 1: unknown word \"quora\"");
        refuses("quorum none\r\n", "policy line 1: control character");
        refuses("witness A\n", "policy line 1: expected: witness <name> <vkey> [<url>]");
        refuses(w1 + "witness A " + key(2) + "\n", "policy line 2: the name \"A\" is taken");
        refuses(w1 + "witness B " + key(1) + "\n", "policy line 2: a witness with this key");
        refuses("witness none " + key(1) + "\n", "policy line 1: the name \"none\" is taken");
        refuses("witness A " + MemoryLog.KEY.verifier() + "\n", "a witness needs a key for");
        refuses(LOG + LOG, "policy line 2: a log with this key was listed before");
        refuses("log nonsense\n", "policy line 1: not a verifier key: \"nonsense\"");
        refuses(w1 + "group G 0 A\n", "policy line 2: threshold 0 is not 1 to 1");
        refuses(w1 + "group G 2 A\n", "policy line 2: threshold 2 is not 1 to 1");
        refuses(w1 + "group G 01 A\n", "policy line 2: threshold is not a plain decimal");
        refuses(w1 + "group G any\n", "policy line 2: expected: group");
        refuses(w1 + "group G any A A\n", "policy line 2: \"A\" is a member already");
        refuses(w1 + w2 + "group G any A\ngroup H any A B\n", "line 4: \"A\" is a member already");
        refuses(w1 + "group G any none\n", "policy line 2: \"none\" is not defined");
        refuses(w1 + "group G any G\n", "policy line 2: \"G\" is not defined");
    }

    @Test
    void takesPoliciesUpToTheLimits() {
        StringBuilder text = new StringBuilder("quorum none\n");
        for (int i = 0; i < PolicyParser.NAMES_MAX / 2; i++) {
            text.append("witness w%d %s\n".formatted(i, key(i)));
            text.append("group g%d all w%d\n".formatted(i, i));
        }
        assertThat(policy(text.toString()).witnesses()).hasSize(256);
        refuses(text + "witness one-more " + key(999) + "\n", "at most 512 witnesses and groups");
        StringBuilder logs = new StringBuilder("quorum none\n");
        for (int i = 0; i < PolicyParser.LOGS_MAX; i++) {
            logs.append("log ").append(key(i)).append('\n');
        }
        assertThat(policy(logs.toString()).logs()).hasSize(256);
        refuses(logs + "log " + key(999) + "\n", "a policy has at most 256 logs");
        refuses("#".repeat(PolicyParser.BYTES_MAX) + "\n", "a policy has at most 1048576 bytes");
    }

    private static void refuses(String policy, String reason) {
        assertThatThrownBy(() -> policy(policy))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    private static WitnessPolicy policy(String text) {
        return WitnessPolicy.parse(text.getBytes(UTF_8));
    }

    private static SignedNote cosigned(int subset) {
        Checkpoint checkpoint = new Checkpoint(MemoryLog.ORIGIN, TreeHead.EMPTY);
        List<NoteSignature> cosignatures = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            if ((subset >> (i - 1) & 1) == 1) {
                cosignatures.add(witness(i).signer().cosign(checkpoint, TIME));
            }
        }
        return checkpoint.sign(MemoryLog.KEY.signer()).with(cosignatures);
    }

    private static NoteVerifier key(int number) {
        return witness(number).verifier();
    }

    private static SignerKey witness(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        seed[1] = (byte) (number >> 8);
        seed[2] = 1;
        return new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example/" + number, seed);
    }
}
