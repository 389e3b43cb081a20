// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.List;

/// Proof that one entry is in a tree: the hashes beside the way from its leaf to the root.
///
/// Standard: RFC 6962, Section 2.1.1; verified as RFC 9162, Section 2.1.3.2 says.
///
/// @param index which entry, from 0
/// @param size how many entries the tree has
/// @param hashes from the leaf's sibling up to the root's child
public record InclusionProof(long index, long size, List<Hash> hashes) {
    /// The most hashes of a proof: trees have fewer than 2^63 entries.
    public static final int HASHES_MAX = 63;

    /// Checks the limits; whether the index lies in the tree is for [#verify] to say.
    public InclusionProof {
        if (index < 0 || size < 0) {
            throw new Malformed("index %d or size %d is negative".formatted(index, size));
        }
        if (hashes.size() > HASHES_MAX) {
            throw new Malformed("a proof has at most 63 hashes, not " + hashes.size());
        }
        hashes = List.copyOf(hashes);
    }

    /// Throws [Unverified] unless the leaf is in the tree with this root.
    public void verify(Hash leafHash, Hash root) {
        // Step 1: the index must lie in the tree.
        if (index >= size) {
            throw new Unverified("entry %d is not in a tree of size %d".formatted(index, size));
        }
        TreeHasher hasher = new TreeHasher();
        // Steps 2 and 3.
        long fn = index;
        long sn = size - 1;
        Hash r = leafHash;
        // Step 4.
        for (Hash p : hashes) {
            // 4a: the root is reached, yet hashes are left.
            if (sn == 0) {
                throw new Unverified("the inclusion proof has too many hashes: " + hashes.size());
            }
            // 4b: p is on the left when this node is a right child, or has no right neighbour.
            if ((fn & 1) == 1 || fn == sn) {
                r = hasher.node(p, r);
                int lonely = (fn & 1) == 1 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>>= lonely;
                sn >>>= lonely;
            } else {
                r = hasher.node(r, p);
            }
            // 4c.
            fn >>>= 1;
            sn >>>= 1;
        }
        // Step 5: at the root, and it is the right one.
        if (sn != 0) {
            throw new Unverified("the inclusion proof has too few hashes: " + hashes.size());
        }
        if (!r.equals(root)) {
            throw new Unverified("the inclusion proof leads to root %s, not %s".formatted(r, root));
        }
    }
}
