// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.List;

/// Proof that a newer tree begins with all entries of an older one, in the same order.
///
/// Standard: RFC 6962, Section 2.1.2; verified as RFC 9162, Section 2.1.4.2 says. The two cases
/// that section leaves out are those of C2SP tlog-witness: every tree is consistent with the empty
/// one, and equal sizes must have equal roots; both with an empty proof.
///
/// @param oldSize entries of the older tree, RFC 9162's `first`
/// @param newSize entries of the newer tree, RFC 9162's `second`
/// @param hashes the consistency path
public record ConsistencyProof(long oldSize, long newSize, List<Hash> hashes) {
    /// The most hashes of a proof (C2SP tlog-witness, add-checkpoint).
    public static final int HASHES_MAX = 63;

    /// Checks the limits; whether the sizes are in order is for [#verify] to say.
    public ConsistencyProof {
        if (oldSize < 0 || newSize < 0) {
            throw new Malformed("size %d or %d is negative".formatted(oldSize, newSize));
        }
        if (hashes.size() > HASHES_MAX) {
            throw new Malformed("a proof has at most 63 hashes, not " + hashes.size());
        }
        hashes = List.copyOf(hashes);
    }

    /// Throws [Unverified] unless the tree with `newRoot` begins with the tree with `oldRoot`.
    public void verify(Hash oldRoot, Hash newRoot) {
        if (oldSize > newSize) {
            throw new Unverified("size went from %d down to %d".formatted(oldSize, newSize));
        }
        if (oldSize == 0 || oldSize == newSize) {
            verifyWithoutHashes(oldRoot, newRoot);
            return;
        }
        // Step 1: between different trees something must be proved.
        if (hashes.isEmpty()) {
            throw new Unverified("the consistency proof is empty");
        }
        // Step 2: an old size that is a power of two is a node of the new tree; its root starts.
        boolean perfect = Long.bitCount(oldSize) == 1;
        Hash start = perfect ? oldRoot : hashes.getFirst();
        List<Hash> rest = perfect ? hashes : hashes.subList(1, hashes.size());
        // Steps 3 and 4.
        int trailingOnes = Long.numberOfTrailingZeros(oldSize);
        long fn = (oldSize - 1) >>> trailingOnes;
        long sn = (newSize - 1) >>> trailingOnes;
        climb(rest, start, fn, sn, oldRoot, newRoot);
    }

    private void climb(List<Hash> rest, Hash start, long fn, long sn, Hash oldRoot, Hash newRoot) {
        TreeHasher hasher = new TreeHasher();
        // Step 5.
        Hash fr = start;
        Hash sr = start;
        // Step 6.
        for (Hash c : rest) {
            // 6a: the root is reached, yet hashes are left.
            if (sn == 0) {
                throw new Unverified("the consistency proof has too many hashes: " + hashes.size());
            }
            // 6b: c belongs to both trees when it is on the left, else to the new one only.
            if ((fn & 1) == 1 || fn == sn) {
                fr = hasher.node(c, fr);
                sr = hasher.node(c, sr);
                int lonely = (fn & 1) == 1 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>>= lonely;
                sn >>>= lonely;
            } else {
                sr = hasher.node(sr, c);
            }
            // 6c.
            fn >>>= 1;
            sn >>>= 1;
        }
        // Step 7: both roots as claimed, and the top reached.
        if (sn != 0) {
            throw new Unverified("the consistency proof has too few hashes: " + hashes.size());
        }
        if (!fr.equals(oldRoot)) {
            throw new Unverified("the proof leads to old root %s, not %s".formatted(fr, oldRoot));
        }
        if (!sr.equals(newRoot)) {
            throw new Unverified("the proof leads to new root %s, not %s".formatted(sr, newRoot));
        }
    }

    private void verifyWithoutHashes(Hash oldRoot, Hash newRoot) {
        if (!hashes.isEmpty()) {
            throw new Unverified(
                    "from %d to %d the proof must be empty".formatted(oldSize, newSize));
        }
        if (oldSize == 0 && !oldRoot.equals(Rfc6962.emptyRoot())) {
            throw new Unverified("the empty tree cannot have the root " + oldRoot);
        }
        if (oldSize == newSize && !oldRoot.equals(newRoot)) {
            throw new Unverified(
                    "two roots for size %d: %s and %s".formatted(newSize, oldRoot, newRoot));
        }
    }
}
