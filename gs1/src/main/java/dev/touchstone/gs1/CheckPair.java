// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The check character pair of alphanumeric keys such as the Global Model Number (GS1 General
/// Specifications, section 7.9.5).
///
/// Each character has its place in set 82 as value, weighted with the primes from the right; the
/// sum modulo 1021 is written as two characters of a set of 32 without look-alikes.
public final class CheckPair {
    /// The longest text a pair is computed for; no GS1 key is longer.
    public static final int CHARS_MAX = 97;

    private static final int MODULUS = 1_021;
    private static final String SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] PRIMES = primes();

    private CheckPair() {}

    private static int[] primes() {
        int[] primes = new int[CHARS_MAX];
        int found = 0;
        for (int candidate = 2; found < CHARS_MAX; candidate++) {
            boolean prime = true;
            for (int i = 0; i < found && prime; i++) {
                prime = candidate % primes[i] != 0;
            }
            if (prime) {
                primes[found++] = candidate;
            }
        }
        return primes;
    }

    /// The two check characters that follow `text`.
    ///
    /// @throws Gs1Exception unless `text` is 0 to {@value #CHARS_MAX} characters of set 82
    public static String of(String text) {
        if (text.length() > CHARS_MAX) {
            throw new Gs1Exception(
                    "",
                    CHARS_MAX,
                    Gs1Exception.Rule.LENGTH,
                    "a check pair needs at most " + CHARS_MAX + " characters");
        }
        int bad = Characters.firstNot(Characters.IN_82, text, 0, text.length());
        if (bad >= 0) {
            throw new Gs1Exception(
                    "",
                    bad,
                    Gs1Exception.Rule.CHARACTER,
                    "not of set 82 at position " + bad + ": " + Gs1Exception.excerpt(text));
        }
        int sum = sum(text, 0, text.length());
        return "" + first(sum) + second(sum);
    }

    /// `text` with its check characters behind it.
    ///
    /// @throws Gs1Exception unless `text` is 0 to {@value #CHARS_MAX} characters of set 82
    public static String append(String text) {
        return text + of(text);
    }

    /// Whether the last two characters of `key` are the check characters of those before them.
    public static boolean isValid(String key) {
        return key.length() <= CHARS_MAX + 2
                && CharacterLinters.checkPair(key, 0, key.length(), PrefixSource.ANY) == null;
    }

    static int sum(String text, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Characters.SET_82.indexOf(text.charAt(i)) * PRIMES[to - 1 - i];
        }
        return sum % MODULUS;
    }

    static char first(int sum) {
        return SET_32.charAt(sum >> 5);
    }

    static char second(int sum) {
        return SET_32.charAt(sum & 31);
    }
}
