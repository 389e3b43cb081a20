// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import static dev.touchstone.app.proof.SampleProof.AT;
import static dev.touchstone.app.proof.SampleProof.KEY;
import static dev.touchstone.app.proof.SampleProof.SALT;
import static dev.touchstone.app.proof.SampleProof.TYPE;
import static dev.touchstone.app.proof.SampleProof.made;
import static dev.touchstone.app.proof.SampleProof.prove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.proof.SampleProof.Made;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.WitnessPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProofFileTest {
    private static final WitnessPolicy POLICY = WitnessPolicy.ofLog(KEY.verifier());

    private static ProofFile with(Made made, String canonical, byte[] salt, ProofExtra.Fact fact) {
        ProofExtra extra =
                ProofExtra.of(
                        made.entry(),
                        Optional.of(new ProofExtra.Opened(canonical, salt)),
                        Optional.ofNullable(fact));
        return reread(made, extra);
    }

    private static ProofFile reread(Made made, ProofExtra extra) {
        TlogProof file = made.file();
        return ProofFile.parse(ProofFile.of(extra, file.inclusion(), file.checkpoint()).toBytes());
    }

    @Test
    void provesAFactInItsStatementInTheLog() {
        ProofFile.Proven proven = ProofFile.parse(made(0).file().toBytes()).check(POLICY);
        assertThat(proven.type()).isEqualTo(TYPE);
        assertThat(proven.issuer()).isEqualTo("association");
        assertThat(proven.time()).isEqualTo(AT);
        assertThat(proven.index()).isEqualTo(2);
        assertThat(proven.fact().orElseThrow().path("n").asInt()).isEqualTo(3);
        assertThat(proven.statement().orElseThrow().path("subject").asString()).isEqualTo("a:1");
        assertThat(proven.checkpoint().checkpoint().size()).isEqualTo(7);
    }

    @Test
    void namesTheStepThatDoesNotHold() {
        Made made = made(0);
        byte[] other = SALT.clone();
        other[0] ^= 1;
        assertThatThrownBy(() -> with(made, made.canonical(), other, null).check(POLICY))
                .isInstanceOf(Unverified.class)
                .hasMessageStartingWith("statement: text and salt have the digest ");
        assertThatThrownBy(
                        () ->
                                with(made, made.canonical().replace("a:1", "a:2"), SALT, null)
                                        .check(POLICY))
                .hasMessageStartingWith("statement: ");
        var false1 =
                new ProofExtra.Fact(
                        new ProofExtra.Opened("{\"n\":4}", made.fact().text().salt()),
                        made.fact().proof());
        assertThatThrownBy(() -> with(made, made.canonical(), SALT, false1).check(POLICY))
                .isInstanceOf(Unverified.class)
                .hasMessageStartingWith("fact: ");
        var proof = made.fact().proof();
        var false2 =
                new ProofExtra.Fact(
                        made.fact().text(), new InclusionProof(proof.index(), 6, proof.hashes()));
        assertThatThrownBy(() -> with(made, made.canonical(), SALT, false2).check(POLICY))
                .hasMessage("fact: the statement has 5 facts, not 6");
        byte[] foreign = StatementDigest.entry(TYPE, "association", AT, new byte[32]);
        assertThatThrownBy(
                        () ->
                                reread(
                                                made,
                                                ProofExtra.of(
                                                        foreign,
                                                        Optional.empty(),
                                                        Optional.empty()))
                                        .check(POLICY))
                .isInstanceOf(Unverified.class)
                .hasMessageStartingWith("entry: ");
        SignerKey stranger =
                SignerKey.generate(
                        SignatureType.ED25519, "example.org/log", new SplittableRandom(8));
        ProofFile good = ProofFile.parse(made.file().toBytes());
        assertThatThrownBy(() -> good.check(WitnessPolicy.ofLog(stranger.verifier())))
                .isInstanceOf(Unverified.class)
                .hasMessageStartingWith("checkpoint: ");
    }

    @Test
    void anEntryThatTellsAnotherStoryThanItsStatementIsRefused() {
        Made made = made(0);
        byte[] digest = StatementDigest.digest(SALT, made.canonical());
        byte[] entry = StatementDigest.entry(TYPE, "somebody-else", AT, digest);
        SignedNote[] note = new SignedNote[1];
        InclusionProof inclusion = prove(List.of(entry), 0, note);
        ProofExtra extra =
                ProofExtra.of(
                        entry,
                        Optional.of(new ProofExtra.Opened(made.canonical(), SALT)),
                        Optional.empty());
        byte[] file = ProofFile.of(extra, inclusion, note[0]).toBytes();
        assertThatThrownBy(() -> ProofFile.parse(file).check(POLICY))
                .hasMessage(
                        "statement: its issuer is association, in the entry it is somebody-else");
    }

    @Test
    void aTextTooLongIsLeftOutAndGivenSeparately() {
        int room = TlogProof.EXTRA_BYTES_MAX - made(0).file().extra().orElseThrow().length;
        Made most = made(room);
        assertThat(most.file().extra().orElseThrow()).hasSize(TlogProof.EXTRA_BYTES_MAX);
        assertThat(ProofFile.parse(most.file().toBytes()).hasStatement()).isTrue();
        Made over = made(room + 1);
        ProofFile without = ProofFile.parse(over.file().toBytes());
        assertThat(without.hasStatement()).isFalse();
        assertThatThrownBy(() -> without.check(POLICY))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("--statement");
        byte[] json =
                dev.touchstone.app.web.Json.write(
                        Map.of(
                                "state",
                                "published",
                                "canonical",
                                over.canonical(),
                                "salt",
                                java.util.Base64.getEncoder().encodeToString(SALT)));
        assertThat(without.withStatement(json).check(POLICY).fact()).isPresent();
    }

    @Test
    void aFileOfSomebodyElseNeedsItsEntry() {
        Made made = made(0);
        TlogProof bare =
                new TlogProof(Optional.empty(), made.file().inclusion(), made.file().checkpoint());
        ProofFile file = ProofFile.parse(bare.toBytes());
        assertThatThrownBy(() -> file.check(POLICY)).hasMessageContaining("--entry");
        ProofFile.Proven proven = file.withEntry(made.entry()).check(POLICY);
        assertThat(proven.statement()).isEmpty();
        assertThat(proven.type()).isEqualTo(TYPE);
    }

    @Test
    void flippedBytesNeverProveAnythingElse() {
        Made made = made(0);
        ProofFile.Proven good = ProofFile.parse(made.file().toBytes()).check(POLICY);
        byte[] file = made.file().toBytes();
        for (int i = 0; i < file.length; i++) {
            for (int flip : new int[] {1 << (i % 8), 0xff}) {
                file[i] ^= (byte) flip;
                try {
                    ProofFile.Proven proven = ProofFile.parse(file).check(POLICY);
                    assertThat(proven).usingRecursiveComparison().isEqualTo(good);
                } catch (Malformed | Unverified e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
                file[i] ^= (byte) flip;
            }
        }
    }
}
