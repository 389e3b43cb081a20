// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent encoding and the characters of URIs (RFC 3986).
final class Uris {
    private Uris() {}

    static boolean isUnreserved(char c) {
        return Characters.is(c, Characters.UNRESERVED);
    }

    /// The index of the first character no URI may hold or of a broken escape, or -1.
    static int firstBad(String uri) {
        int bad = Characters.firstNot(Characters.IN_URI, uri, 0, uri.length());
        int end = bad < 0 ? uri.length() : bad;
        for (int i = uri.indexOf('%'); i >= 0 && i < end; i = uri.indexOf('%', i + 1)) {
            if (!isEscape(uri, i)) {
                return i;
            }
        }
        return bad;
    }

    static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    /// Replaces everything but the unreserved characters by percent escapes in upper case.
    static String encode(String text) {
        if (Characters.firstNot(Characters.UNRESERVED, text, 0, text.length()) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    /// Resolves percent escapes; they must be whole and yield UTF-8.
    ///
    /// @param position where `text` starts in the URI, for the refusal
    static String decode(String text, String ai, int position) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] ascii = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEscape(text, i)) {
                    throw broken(ai, position + i, text);
                }
                c = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
                i += 2;
            }
            if (c >= 128) {
                return decodeUtf8(text, ai, position);
            }
            ascii[length++] = (byte) c;
        }
        return new String(ascii, 0, length, StandardCharsets.US_ASCII);
    }

    private static String decodeUtf8(String text, String ai, int position) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (isEscape(text, i)) {
                bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                throw broken(ai, position + i, text);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            Gs1Exception refusal = broken(ai, position, text);
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Gs1Exception broken(String ai, int position, String text) {
        return new Gs1Exception(
                ai,
                position,
                Gs1Exception.Rule.ENCODING,
                "broken percent encoding at position "
                        + position
                        + " in "
                        + Gs1Exception.excerpt(text));
    }
}
