// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;

/// The state of a Merkle tree: how many entries it has, and the root over them (RFC 6962, 2.1).
///
/// The empty tree has one root only; any other root with size 0 is refused.
public record TreeHead(long size, Hash root) {
    /// The tree without entries.
    public static final TreeHead EMPTY = new TreeHead(0, Rfc6962.emptyRoot());

    /// Checks the size and the root of the empty tree.
    public TreeHead {
        if (size < 0) {
            throw new Malformed("tree size is negative: " + size);
        }
        if (size == 0 && !root.equals(Rfc6962.emptyRoot())) {
            throw new Unverified("the empty tree cannot have the root " + root);
        }
    }

    @Override
    public String toString() {
        return "size " + size + " root " + root;
    }
}
