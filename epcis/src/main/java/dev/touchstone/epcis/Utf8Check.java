// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// Refuses what is not UTF-8, across chunks: overlong forms, surrogates, bytes past U+10FFFF
/// (Unicode 15, table 3-7), and the zero byte, which no JSON holds. Confined to one thread.
final class Utf8Check {
    private long position;
    private int more;
    private int low = 0x80;
    private int high = 0xbf;

    void check(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            step(bytes[i] & 0xff);
            position++;
        }
    }

    /// Refuses an end in the midst of a character.
    void end() {
        if (more > 0) {
            throw refuse();
        }
    }

    private void step(int b) {
        if (more > 0) {
            if (b < low || b > high) {
                throw refuse();
            }
            more--;
            low = 0x80;
            high = 0xbf;
        } else if (b == 0 || (b > 0x7f && b < 0xc2) || b > 0xf4) {
            throw refuse();
        } else if (b >= 0xf0) {
            expect(3, b == 0xf0 ? 0x90 : 0x80, b == 0xf4 ? 0x8f : 0xbf);
        } else if (b >= 0xe0) {
            expect(2, b == 0xe0 ? 0xa0 : 0x80, b == 0xed ? 0x9f : 0xbf);
        } else if (b >= 0xc2) {
            expect(1, 0x80, 0xbf);
        }
    }

    private void expect(int count, int lowest, int highest) {
        more = count;
        low = lowest;
        high = highest;
    }

    private EpcisRefused refuse() {
        return new EpcisRefused(
                EpcisProblem.Rule.ENCODING,
                "",
                "",
                "the document is not UTF-8 at byte " + position);
    }
}
