// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/// Strict readers of the small text forms that the C2SP formats share.
///
/// Every form has exactly one spelling of each value. A lenient reader would let two different
/// files mean the same signed thing, so what is read must be what we would write.
final class Text {
    private static final int QUOTE_CHARS_MAX = 80;

    private Text() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Decodes standard, padded Base64 (RFC 4648, Section 4); also refuses stray trailing bits.
    static byte[] base64(String text, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("%s is not Base64: %s".formatted(what, quote(text)));
        }
        if (!base64(bytes).equals(text)) {
            throw new Malformed("%s is not canonical Base64: %s".formatted(what, quote(text)));
        }
        return bytes;
    }

    /// Reads an ASCII decimal with no leading zeroes, 0 to 2^63 - 1.
    static long decimal(String text, String what) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new Malformed("%s is not a plain decimal: %s".formatted(what, quote(text)));
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Malformed("%s is above 2^63 - 1: %s".formatted(what, quote(text)));
        }
    }

    static String utf8(byte[] bytes, String what) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(what + " is not valid UTF-8");
        }
    }

    /// Checks a key name (signed-note, Format): not empty, no Unicode space, no plus.
    static String keyName(String name) {
        if (name.isEmpty()) {
            throw new Malformed("key name is empty");
        }
        if (name.codePoints().anyMatch(Text::isNotForKeyNames)) {
            throw new Malformed("key name holds a space, plus or control: " + quote(name));
        }
        return name;
    }

    private static boolean isNotForKeyNames(int c) {
        return c == '+'
                || c < ' '
                || c == 0x85 // NEXT LINE: a space to Unicode, a control to Java
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    /// Puts untrusted text into a message: quoted, cut, without control characters.
    static String quote(String text) {
        String shown =
                text.length() <= QUOTE_CHARS_MAX
                        ? text
                        : text.substring(0, QUOTE_CHARS_MAX) + "...";
        return '"' + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + '"';
    }
}
