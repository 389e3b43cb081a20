// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// RFC 6962, Section 2.1 word by word: slow, recursive, and sharing no code with the library.
final class NaiveTree {
    private NaiveTree() {}

    static byte[] root(List<byte[]> d) {
        int n = d.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return sha256(new byte[] {0}, d.get(0));
        }
        int k = split(n);
        return sha256(new byte[] {1}, root(d.subList(0, k)), root(d.subList(k, n)));
    }

    static List<byte[]> path(int m, List<byte[]> d) {
        int n = d.size();
        if (n == 1) {
            return new ArrayList<>();
        }
        int k = split(n);
        List<byte[]> path = m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, n));
        path.add(m < k ? root(d.subList(k, n)) : root(d.subList(0, k)));
        return path;
    }

    static List<byte[]> proof(int m, List<byte[]> d) {
        return m == 0 ? List.of() : subproof(m, d, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? new ArrayList<>() : new ArrayList<>(List.of(root(d)));
        }
        int k = split(n);
        List<byte[]> proof =
                m <= k ? subproof(m, d.subList(0, k), b) : subproof(m - k, d.subList(k, n), false);
        proof.add(m <= k ? root(d.subList(k, n)) : root(d.subList(0, k)));
        return proof;
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
