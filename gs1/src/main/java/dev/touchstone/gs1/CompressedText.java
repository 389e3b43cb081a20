// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.Locale;

/// How the characters of a text are coded in a compressed Digital Link: three bits name the set,
/// the smallest that holds all of them is taken.
enum CompressedText {
    DECIMAL(0, "0123456789", 0),
    HEX_LOWER(1, "0123456789abcdef", 4),
    HEX_UPPER(2, "0123456789ABCDEF", 4),
    BASE_64(3, BitReader.ALPHABET, 6),
    ASCII(4, "", 7);

    private static final int SET_BITS = 3;

    private final int code;
    private final String alphabet;
    private final int width;

    CompressedText(int code, String alphabet, int width) {
        this.code = code;
        this.alphabet = alphabet;
        this.width = width;
    }

    private boolean holds(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (this == ASCII ? c >= 128 : alphabet.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static CompressedText smallest(String text) {
        for (CompressedText set : values()) {
            if (set.holds(text)) {
                return set;
            }
        }
        throw new Gs1Exception(
                "",
                0,
                Gs1Exception.Rule.CHARACTER,
                "only ASCII can be compressed: " + Gs1Exception.excerpt(text));
    }

    void writeName(BitWriter out) {
        out.put(code, SET_BITS);
    }

    static CompressedText read(BitReader in) {
        int code = in.take(SET_BITS);
        for (CompressedText set : values()) {
            if (set.code == code) {
                return set;
            }
        }
        throw in.refuse("names the unknown character set " + code);
    }

    void write(String text, BitWriter out) {
        if (this == DECIMAL) {
            out.putDecimal(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.put(this == ASCII ? c : alphabet.indexOf(c), width);
        }
    }

    String read(int length, BitReader in) {
        if (this == DECIMAL) {
            return in.decimal(length);
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int value = in.take(width);
            text.append(this == ASCII ? (char) value : alphabet.charAt(value));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
