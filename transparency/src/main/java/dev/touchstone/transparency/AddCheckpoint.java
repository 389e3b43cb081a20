// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a log sends to a witness: a new checkpoint, and a proof from the one last cosigned.
///
/// Standard: C2SP tlog-witness, add-checkpoint.
///
/// @param oldSize the size that the witness cosigned last, 0 for none
/// @param proof the consistency proof from there, at most 63 hashes
/// @param checkpoint the new checkpoint, signed by the log
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote checkpoint) {
    /// The most bytes of a request.
    public static final int BYTES_MAX = SignedNote.BYTES_MAX + 4096;

    private static final String OLD = "old ";

    /// Checks the limits.
    public AddCheckpoint {
        if (oldSize < 0) {
            throw new Malformed("old size is negative: " + oldSize);
        }
        if (proof.size() > ConsistencyProof.HASHES_MAX) {
            throw new Malformed("a proof has at most 63 hashes, not " + proof.size());
        }
        proof = List.copyOf(proof);
    }

    /// Builds the request from the log's own tiles.
    public static AddCheckpoint of(long oldSize, SignedNote checkpoint, TileReader tiles) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        List<Hash> proof = Proofs.consistency(oldSize, size, tiles).hashes();
        return new AddCheckpoint(oldSize, proof, checkpoint);
    }

    /// Reads a request body.
    public static AddCheckpoint parse(byte[] body) {
        if (body.length > BYTES_MAX) {
            throw new Malformed(
                    "an add-checkpoint request has at most %d bytes".formatted(BYTES_MAX));
        }
        String text = Text.utf8(body, "add-checkpoint request");
        int end = text.indexOf("\n\n");
        if (!text.startsWith(OLD) || end < 0) {
            throw new Malformed("an add-checkpoint request is: old size, proof, blank, checkpoint");
        }
        String[] split = text.substring(0, end).split("\n", -1);
        List<String> lines = new ArrayList<>(Arrays.asList(split));
        long oldSize = Text.decimal(lines.removeFirst().substring(OLD.length()), "old size");
        if (lines.size() > ConsistencyProof.HASHES_MAX) {
            throw new Malformed("a proof has at most 63 hashes, not " + lines.size());
        }
        return new AddCheckpoint(
                oldSize,
                lines.stream().map(Hash::parseBase64).toList(),
                SignedNote.parse(text.substring(end + 2)));
    }

    /// Returns the first line of the checkpoint: what it says its log is, not yet verified.
    public String origin() {
        return checkpoint.text().substring(0, checkpoint.text().indexOf('\n'));
    }

    /// Returns the request body.
    public byte[] toBytes() {
        return toString().getBytes(UTF_8);
    }

    /// Returns the request body as text.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
