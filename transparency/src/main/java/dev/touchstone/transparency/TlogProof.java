// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A proof in one file that an entry is in a log: index, inclusion proof and signed checkpoint.
///
/// Verified offline with a policy alone. Usually stored as `*.tlog-proof`.
///
/// Standard: C2SP tlog-proof, Format and Verifying a tlog proof.
public final class TlogProof {
    /// The most bytes of extra data.
    public static final int EXTRA_BYTES_MAX = 1 << 16;

    /// The most bytes of a proof file.
    public static final int BYTES_MAX = SignedNote.BYTES_MAX + 2 * EXTRA_BYTES_MAX;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final Optional<byte[]> extra;
    private final InclusionProof inclusion;
    private final SignedNote checkpoint;

    /// Joins the parts; the proof must be for the size that the checkpoint states.
    public TlogProof(Optional<byte[]> extra, InclusionProof inclusion, SignedNote checkpoint) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        if (inclusion.size() != size) {
            throw new Malformed(
                    "the proof is for size %d, the checkpoint has %d"
                            .formatted(inclusion.size(), size));
        }
        if (extra.isPresent() && extra.get().length > EXTRA_BYTES_MAX) {
            throw new Malformed("extra data has at most %d bytes".formatted(EXTRA_BYTES_MAX));
        }
        this.extra = extra.map(byte[]::clone);
        this.inclusion = inclusion;
        this.checkpoint = checkpoint;
    }

    /// Reads a proof file.
    public static TlogProof parse(byte[] file) {
        if (file.length > BYTES_MAX) {
            throw new Malformed("a tlog-proof has at most %d bytes".formatted(BYTES_MAX));
        }
        String text = Text.utf8(file, "tlog-proof");
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new Malformed("the tlog-proof has no blank line before its checkpoint");
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, end).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new Malformed("a tlog-proof begins with " + HEADER);
        }
        Optional<byte[]> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            String value = lines.removeFirst().substring(EXTRA.length());
            extra = Optional.of(Text.base64(value, "extra data"));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
            throw new Malformed("the tlog-proof has no index line");
        }
        long index = Text.decimal(lines.removeFirst().substring(INDEX.length()), "index");
        if (lines.size() > InclusionProof.HASHES_MAX) {
            throw new Malformed("a proof has at most 63 hashes, not " + lines.size());
        }
        List<Hash> hashes = lines.stream().map(Hash::parseBase64).toList();
        SignedNote note = SignedNote.parse(text.substring(end + 2));
        long size = Checkpoint.parse(note.text()).size();
        return new TlogProof(extra, new InclusionProof(index, size, hashes), note);
    }

    /// Verifies that an entry with this leaf hash is in a log, and that the policy holds for it.
    ///
    /// Returns the checkpoint, whose signatures carry the witnesses' times. How an entry is made
    /// from what the application knows, and so its leaf hash, is up to the application.
    public VerifiedCheckpoint verify(Hash leafHash, WitnessPolicy policy) {
        VerifiedCheckpoint verified = policy.verify(checkpoint); // steps 2 and 3
        inclusion.verify(leafHash, verified.checkpoint().root()); // step 4
        return verified;
    }

    /// Returns the extra data, which nothing authenticates.
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }

    /// Returns which entry is proved, and the way from its leaf to the root.
    public InclusionProof inclusion() {
        return inclusion;
    }

    /// Returns the checkpoint, not yet verified.
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /// Returns the file.
    public byte[] toBytes() {
        return toString().getBytes(UTF_8);
    }

    /// Returns the file as text.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(bytes -> text.append(EXTRA).append(Text.base64(bytes)).append('\n'));
        text.append(INDEX).append(inclusion.index()).append('\n');
        inclusion.hashes().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
