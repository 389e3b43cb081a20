// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// A proof file of a statement with facts, in a log of its own.
public final class SampleProof {
    public static final SignerKey KEY =
            SignerKey.generate(SignatureType.ED25519, "example.org/log", new SplittableRandom(7));
    static final Instant AT = Instant.parse("2026-09-01T00:00:00Z");
    public static final byte[] SALT = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    static final String TYPE = "trace.captured";

    private SampleProof() {}

    /// A tree over some leaves, to prove one of them.
    static InclusionProof prove(List<byte[]> leaves, int index, SignedNote[] note) {
        TreeAppender.Appended tree =
                TreeAppender.append(TreeHead.EMPTY, path -> Optional.empty(), leaves);
        note[0] = new Checkpoint("example.org/log", tree.head()).sign(KEY.signer());
        Map<TilePath, byte[]> files = tree.files();
        return Proofs.inclusion(index, leaves.size(), path -> Optional.ofNullable(files.get(path)));
    }

    static TreeHead head(SignedNote note) {
        return Checkpoint.parse(note.text()).head();
    }

    /// A proof file, and what it was made from.
    @SuppressWarnings("ArrayRecordComponent")
    public record Made(String canonical, byte[] entry, ProofExtra.Fact fact, TlogProof file) {}

    /// A statement of five facts with the given padding, third entry of a log of seven.
    public static Made made(int padding) {
        List<byte[]> facts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] text = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            byte[] leaf = new byte[16 + text.length];
            leaf[0] = (byte) i;
            System.arraycopy(text, 0, leaf, 16, text.length);
            facts.add(leaf);
        }
        SignedNote[] note = new SignedNote[1];
        InclusionProof second = prove(facts, 3, note);
        byte[] salt = new byte[16];
        salt[0] = 3;
        var fact = new ProofExtra.Fact(new ProofExtra.Opened("{\"n\":3}", salt), second);
        Map<String, Object> body =
                Map.of(
                        "facts",
                        5,
                        "root",
                        head(note[0]).root().toBase64(),
                        "padding",
                        "x".repeat(padding));
        String canonical =
                StatementDigest.canonical(new UUID(1, 2), TYPE, "association", "a:1", AT, body);
        byte[] digest = StatementDigest.digest(SALT, canonical);
        byte[] entry = StatementDigest.entry(TYPE, "association", AT, digest);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entries.add(i == 2 ? entry : new byte[] {(byte) i});
        }
        InclusionProof first = prove(entries, 2, note);
        ProofExtra extra =
                ProofExtra.of(
                        entry,
                        Optional.of(new ProofExtra.Opened(canonical, SALT)),
                        Optional.of(fact));
        return new Made(canonical, entry, fact, ProofFile.of(extra, first, note[0]));
    }
}
