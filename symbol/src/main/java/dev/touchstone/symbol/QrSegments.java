// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text cut into segments so that no other cut takes fewer bits in a group of versions.
///
/// Costs are counted in sixths of a bit, since a digit takes 10/3 and an alphanumeric character
/// 11/2 bits; the end of a segment rounds up. Bytes are the UTF-8 of the text, without an ECI
/// designator, which is what readers expect. Confined to one thread.
final class QrSegments {
    /// More characters than the largest symbol holds digits.
    static final int TEXT_LENGTH_MAX = 7_089;

    private static final char SEPARATOR = 0x1D;
    private static final char ASCII_END = 0x80;
    private static final char TWO_BYTES_END = 0x800;
    private static final int SIXTHS = 6;
    private static final int NEVER = Integer.MAX_VALUE / 2;
    private static final int MODES = QrMode.values().length;
    private static final QrMode[] MODE = QrMode.values();
    private static final int DIGIT = 20;
    private static final int CHARACTER = 33;
    private static final int BYTE = 48;
    private static final int BASE = 45;
    private static final int PERCENT = 38;

    /// The value of a character in alphanumeric mode (table 5), or -1.
    private static final byte[] VALUES = new byte[ASCII_END];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        for (int i = 0; i < characters.length(); i++) {
            VALUES[characters.charAt(i)] = (byte) i;
        }
    }

    private final String text;
    private final boolean gs1;
    private final int group;
    /// The mode of each character.
    private final byte[] modes;
    /// All bits, headers included.
    final int bits;

    /// Cuts a text for a group of versions.
    QrSegments(String text, boolean gs1, int group) {
        this.text = text;
        this.gs1 = gs1;
        this.group = group;
        modes = new byte[text.length()];
        bits = (gs1 ? QrMode.INDICATOR_BITS : 0) + cut();
    }

    /// Refuses what cannot be encoded at all.
    static void check(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a symbol needs a text");
        }
        if (text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a text of %d characters is longer than %d"
                            .formatted(text.length(), TEXT_LENGTH_MAX));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException("half a character at position " + i);
                }
                i++;
            }
        }
    }

    /// Dynamic programming over the mode of the last character; fills [#modes].
    private int cut() {
        int length = text.length();
        // For each character two bits a mode: the mode of the character before, on the best way.
        byte[] from = new byte[length];
        int[] head = new int[MODES];
        for (int mode = 0; mode < MODES; mode++) {
            head[mode] = (QrMode.INDICATOR_BITS + MODE[mode].countBits(group)) * SIXTHS;
        }
        int n = head[0];
        int a = head[1];
        int b = head[2];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int toNumeric = n;
            int toAlphanumeric = a;
            int toByte = b;
            int back = (1 << 2) | (2 << 4);
            if (i > 0) {
                int wholeN = whole(n);
                int wholeA = whole(a);
                int wholeB = whole(b);
                int other = Math.min(wholeA, wholeB) + head[0];
                if (other < toNumeric) {
                    toNumeric = other;
                    back = (back & ~3) | (wholeA <= wholeB ? 1 : 2);
                }
                other = Math.min(wholeN, wholeB) + head[1];
                if (other < toAlphanumeric) {
                    toAlphanumeric = other;
                    back = (back & ~(3 << 2)) | ((wholeN <= wholeB ? 0 : 2) << 2);
                }
                other = Math.min(wholeN, wholeA) + head[2];
                if (other < toByte) {
                    toByte = other;
                    back = (back & ~(3 << 4)) | ((wholeN <= wholeA ? 0 : 1) << 4);
                }
            }
            from[i] = (byte) back;
            n = c >= '0' && c <= '9' ? toNumeric + DIGIT : NEVER;
            a = Math.min(NEVER, toAlphanumeric + alphanumeric(c));
            b = toByte + BYTE * utf8Length(c);
        }
        int best = n <= a && n <= b ? 0 : a <= b ? 1 : 2;
        int cost = whole(Math.min(n, Math.min(a, b))) / SIXTHS;
        for (int i = length - 1; i >= 0; i--) {
            modes[i] = (byte) best;
            best = (from[i] >>> (2 * best)) & 3;
        }
        return cost;
    }

    private static int whole(int sixths) {
        return (sixths + SIXTHS - 1) / SIXTHS * SIXTHS;
    }

    private int alphanumeric(char c) {
        if (gs1 && (c == SEPARATOR || c == '%')) {
            return c == '%' ? 2 * CHARACTER : CHARACTER;
        }
        return c < ASCII_END && VALUES[c] >= 0 ? CHARACTER : NEVER;
    }

    /// Half of a pair counts two of its four bytes.
    private static int utf8Length(char c) {
        if (c < ASCII_END) {
            return 1;
        }
        return c < TWO_BYTES_END || Character.isSurrogate(c) ? 2 : 3;
    }

    /// How many segments, with where each begins. For tests and for reading a choice.
    int[] starts() {
        int[] starts = new int[modes.length];
        int found = 0;
        for (int i = 0; i < modes.length; i++) {
            if (i == 0 || modes[i] != modes[i - 1]) {
                starts[found++] = i;
            }
        }
        return Arrays.copyOf(starts, found);
    }

    QrMode modeAt(int position) {
        return MODE[modes[position]];
    }

    /// Writes all segments.
    void write(Bits out) {
        if (gs1) {
            out.add(QrMode.FNC1_FIRST, QrMode.INDICATOR_BITS);
        }
        int start = 0;
        while (start < modes.length) {
            int end = start + 1;
            while (end < modes.length && modes[end] == modes[start]) {
                end++;
            }
            QrMode mode = MODE[modes[start]];
            out.add(mode.indicator, QrMode.INDICATOR_BITS);
            int countBits = mode.countBits(group);
            switch (mode) {
                case NUMERIC -> {
                    out.add(end - start, countBits);
                    numeric(start, end, out);
                }
                case ALPHANUMERIC -> alphanumeric(start, end, countBits, out);
                case BYTE -> {
                    byte[] bytes = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
                    out.add(bytes.length, countBits);
                    for (byte octet : bytes) {
                        out.add(octet & 0xFF, Byte.SIZE);
                    }
                }
            }
            start = end;
        }
    }

    private void numeric(int start, int end, Bits out) {
        for (int i = start; i < end; i += 3) {
            int digits = Math.min(3, end - i);
            int value = 0;
            for (int j = i; j < i + digits; j++) {
                value = value * 10 + text.charAt(j) - '0';
            }
            out.add(value, 3 * digits + 1);
        }
    }

    private void alphanumeric(int start, int end, int countBits, Bits out) {
        int count = end - start;
        for (int i = start; gs1 && i < end; i++) {
            count += text.charAt(i) == '%' ? 1 : 0;
        }
        out.add(count, countBits);
        int first = -1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean twice = gs1 && c == '%';
            int value = c == SEPARATOR ? PERCENT : VALUES[c];
            for (int times = twice ? 2 : 1; times > 0; times--) {
                if (first < 0) {
                    first = value;
                } else {
                    out.add(first * BASE + value, 11);
                    first = -1;
                }
            }
        }
        if (first >= 0) {
            out.add(first, 6);
        }
    }
}
