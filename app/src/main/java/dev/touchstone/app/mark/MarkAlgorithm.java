// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// The block cipher that tags are made with (CMAC, RFC 4493). A code says it by its key id, so it
/// is known before anything is looked up, and no code is tried with two of them.
public enum MarkAlgorithm {
    /// AES with 128 bits (FIPS 197): the default.
    AES,
    /// SM4 (GB/T 32907): for those who have to use national algorithms.
    SM4;

    /// How many key ids each of them has: a key for each of eight years.
    static final int KEY_IDS_EACH = 8;

    /// What the key id of a code says.
    public static MarkAlgorithm ofKeyId(int keyId) {
        return keyId < KEY_IDS_EACH ? SM4 : AES;
    }

    /// The key id of codes ordered in a year. It comes round again after eight years, with its
    /// counter going on where it stood.
    public int keyId(int year) {
        int place = Math.floorMod(year, KEY_IDS_EACH);
        return this == AES ? KEY_IDS_EACH + place : place;
    }
}
