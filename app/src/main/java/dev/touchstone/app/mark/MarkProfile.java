// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.util.Optional;

/// How long a code is, chosen with an order; a code is told apart by its length alone.
///
/// All begin with 4 bits key id. What is left is shared between the counter (how many codes a
/// product can have under one key) and the tag (how rarely a guess passes). A guess that passes
/// has hit no item yet: its counter must be one that was ordered, so a guess hits an ordered code
/// once in `2^(counterBits + tagBits) / ordered` tries.
public enum MarkProfile {
    /// 17.6 million million codes a product and key; a guess passes once in 4.5 thousand million
    /// million (2^52).
    C20(20, 44, 52, 1),
    /// 68.7 thousand million codes a product and key; a guess passes once in 1.1 million million
    /// (2^40).
    C16(16, 36, 40, 2),
    /// 67 million codes a product and key; a guess passes once in 1.07 thousand million (2^30).
    /// For small items only, with limits on checks before it.
    C12(12, 26, 30, 3);

    private final int length;
    private final int counterBits;
    private final int tagBits;
    private final int format;

    MarkProfile(int length, int counterBits, int tagBits, int format) {
        this.length = length;
        this.counterBits = counterBits;
        this.tagBits = tagBits;
        this.format = format;
    }

    /// Characters of a code, 5 bits each.
    public int length() {
        return length;
    }

    /// Bits of the counter; even.
    public int counterBits() {
        return counterBits;
    }

    /// Bits of the tag; at least half of the code.
    public int tagBits() {
        return tagBits;
    }

    /// The first counter that does not exist.
    public long counterEnd() {
        return 1L << counterBits;
    }

    /// The number of the format, which goes into every tag.
    int format() {
        return format;
    }

    /// The profile of codes of a length.
    public static Optional<MarkProfile> ofLength(int length) {
        for (MarkProfile profile : values()) {
            if (profile.length == length) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
