// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/// Bytes as text with one letter in front that names the alphabet (Controlled Identifiers 1.0,
/// section 2.4): `z` base58btc, `u` base64url without padding.
final class Multibase {
    static final int BASE58_CHARS_MAX = 128;
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    private Multibase() {}

    static String base58(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (BigInteger left = new BigInteger(1, bytes); left.signum() > 0; ) {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            left = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append(ALPHABET.charAt(0));
        }
        return text.append('z').reverse().toString();
    }

    /// @throws MalformedDocument when `text` is not base58btc or too long
    static byte[] fromBase58(String text) {
        if (text.length() > BASE58_CHARS_MAX || !text.startsWith("z")) {
            throw new MalformedDocument("not base58btc multibase");
        }
        BigInteger value = BigInteger.ZERO;
        int zeros = 0;
        for (int i = 1; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new MalformedDocument("base58btc has no character " + text.charAt(i));
            }
            if (digit == 0 && value.signum() == 0) {
                zeros++;
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int from = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + magnitude.length - from];
        System.arraycopy(magnitude, from, bytes, zeros, magnitude.length - from);
        return bytes;
    }

    static String base64url(byte[] bytes) {
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws MalformedDocument when `text` is not base64url without padding
    static byte[] fromBase64url(String text) {
        if (!text.startsWith("u")) {
            throw new MalformedDocument("not base64url multibase");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(1));
        } catch (IllegalArgumentException e) {
            throw new MalformedDocument("not base64url: " + e.getMessage(), e);
        }
        if (!base64url(bytes).equals(text)) {
            throw new MalformedDocument("base64url is padded or has stray bits");
        }
        return bytes;
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
