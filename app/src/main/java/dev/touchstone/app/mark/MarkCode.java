// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.gs1.Serial;
import java.util.Optional;

/// What an item carries as its serial number (AI 21): key id, permuted counter and tag, as many
/// bits of each as its profile says. Whether the tag is right is said by [MarkCodes]. Immutable.
///
/// The 32 characters belong to the alphanumeric mode of QR codes (ISO/IEC 18004 section 7.4.4)
/// and leave out `0`, `1`, `I` and `O`, so nothing read aloud or typed is mistaken.
///
/// @param profile how long it is
/// @param keyId which of the product's sixteen keys made it
/// @param permuted the counter as the permutation of that key hides it
/// @param tag the authentication tag
public record MarkCode(MarkProfile profile, int keyId, long permuted, long tag) {
    /// Characters of a code of the usual profile.
    public static final int LENGTH = MarkProfile.C20.length();

    /// Characters of the longest code.
    public static final int LENGTH_MAX = LENGTH;

    /// Bits of the longest counter.
    public static final int COUNTER_BITS = MarkProfile.C20.counterBits();

    /// Keys a product can have.
    public static final int KEY_IDS = 16;

    /// The first counter that does not exist in any profile.
    public static final long COUNTER_END = 1L << COUNTER_BITS;

    public MarkCode {
        if (keyId < 0
                || keyId >= KEY_IDS
                || permuted >>> profile.counterBits() != 0
                || tag >>> profile.tagBits() != 0) {
            throw new IllegalArgumentException("no mark code: a part is too large");
        }
    }

    /// Reads a code.
    ///
    /// @return empty when the text is no code of ours, whatever else it may be
    public static Optional<MarkCode> find(String text) {
        Optional<MarkProfile> profile = MarkProfile.ofLength(text.length());
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        int half = text.length() / 2;
        long first = Base32.read(text, 0, half);
        long second = Base32.read(text, half, half);
        return first < 0 || second < 0
                ? Optional.empty()
                : Optional.of(of(profile.get(), first, second));
    }

    private static MarkCode of(MarkProfile profile, long first, long second) {
        return new MarkCode(
                profile,
                keyId(profile, first),
                permuted(profile, first),
                tag(profile, first, second));
    }

    /// Bits of the tag that stand in the first half.
    private static int tagBitsInFirst(MarkProfile profile) {
        return profile.tagBits() - 5 * (profile.length() / 2);
    }

    static int keyId(MarkProfile profile, long first) {
        return (int) (first >>> (tagBitsInFirst(profile) + profile.counterBits()));
    }

    static long permuted(MarkProfile profile, long first) {
        return first >>> tagBitsInFirst(profile) & (profile.counterEnd() - 1);
    }

    static long tag(MarkProfile profile, long first, long second) {
        long inFirst = first & ((1L << tagBitsInFirst(profile)) - 1);
        return inFirst << (5 * (profile.length() / 2)) | second;
    }

    static void write(
            MarkProfile profile, int keyId, long permuted, long tag, byte[] to, int offset) {
        int half = profile.length() / 2;
        int inFirst = tagBitsInFirst(profile);
        long first =
                (long) keyId << (inFirst + profile.counterBits())
                        | permuted << inFirst
                        | tag >>> (5 * half);
        Base32.write(first, to, offset, half);
        Base32.write(tag, to, offset + half, half);
    }

    /// The characters.
    public String text() {
        byte[] bytes = new byte[profile.length()];
        write(profile, keyId, permuted, tag, bytes, 0);
        return new String(bytes, US_ASCII);
    }

    /// The code as a serial number.
    public Serial serial() {
        return new Serial(text());
    }

    @Override
    public String toString() {
        return text();
    }
}
