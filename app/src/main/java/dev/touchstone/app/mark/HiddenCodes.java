// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.app.usecase.Hmac;
import dev.touchstone.gs1.Gtin;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;

/// Second codes of items, printed under a scratch layer: nobody who has read the open code, or has
/// an exported key of open codes, can tell the hidden one. Each is HMAC-SHA-256 under a key of its
/// own for each product and key id, over counter and length, cut to 8 to 12 characters of 5 bits.
/// Nothing is stored. Thread-safe.
public final class HiddenCodes {
    /// The fewest characters: five tries hit one of 32^8 by chance once in 220 thousand million.
    public static final int LENGTH_MIN = 8;

    /// The most characters.
    public static final int LENGTH_MAX = 12;

    private final MarkKeys keys;

    HiddenCodes(MarkKeys keys) {
        this.keys = keys;
    }

    /// Whether an order may ask for hidden codes of so many characters; 0 stands for none.
    public static boolean isLength(int length) {
        return length == 0 || (length >= LENGTH_MIN && length <= LENGTH_MAX);
    }

    /// The hidden codes of a product and key id.
    ///
    /// @param length [#LENGTH_MIN] to [#LENGTH_MAX]
    public Series of(Gtin gtin, int keyId, int length) {
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw new IllegalArgumentException("no length of a hidden code: " + length);
        }
        return new Series(new Hmac(keys.hiddenSecret(gtin.number(), keyId)), length);
    }

    /// What somebody typed, as codes are written: capitals, no spaces or hyphens, full-width
    /// characters as usual ones.
    public static String tidy(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT);
    }

    /// Hidden codes of one length of a product and key id. Thread-safe.
    public static final class Series {
        private final Hmac hmac;
        private final int length;

        private Series(Hmac hmac, int length) {
            this.hmac = hmac;
            this.length = length;
        }

        /// Writes the code of a counter, so many bytes as it has characters.
        public void write(long counter, byte[] to, int at) {
            byte[] message = ByteBuffer.allocate(9).putLong(counter).put((byte) length).array();
            Base32.write(ByteBuffer.wrap(hmac.of(message)).getLong(), to, at, length);
        }

        /// The code of a counter.
        public String code(long counter) {
            byte[] code = new byte[length];
            write(counter, code, 0);
            return new String(code, US_ASCII);
        }

        /// Whether somebody typed the code of a counter; in the same time whatever he typed of its
        /// length.
        public boolean fits(long counter, String typed) {
            byte[] code = new byte[length];
            write(counter, code, 0);
            return MessageDigest.isEqual(code, tidy(typed).getBytes(US_ASCII));
        }
    }
}
