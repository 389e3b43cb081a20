// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTest {
    @Test
    void hasTheEmptyRootOfRfc6962() {
        assertThat(Rfc6962.emptyRoot().toHex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void hashesLeavesAndNodesBehindTheirPrefixes() {
        assertThat(Rfc6962.leafHash(new byte[0]).toHex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        Hash left = Rfc6962.leafHash(new byte[0]);
        Hash right = Rfc6962.leafHash(new byte[1]);
        assertThat(Rfc6962.nodeHash(left, right).toHex())
                .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void hashesEntriesOfAnyLength() {
        for (int length : new int[] {0, 1, 1023, 1024, 1025, 65_535}) {
            byte[] entry = new byte[length];
            assertThat(Rfc6962.leafHash(entry).toBytes())
                    .isEqualTo(NaiveTree.root(java.util.List.of(entry)));
        }
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = Seeds.random("Hash.readsBackWhatItWrites");
        for (int round = 0; round < 1_000; round++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            Hash hash = Hash.of(bytes);
            assertThat(hash.toBytes()).isEqualTo(bytes);
            assertThat(Hash.parseHex(hash.toHex())).isEqualTo(hash);
            assertThat(Hash.parseBase64(hash.toBase64())).isEqualTo(hash);
        }
    }

    @Test
    void refusesOtherLengthsAndSpellings() {
        String base64 = Rfc6962.emptyRoot().toBase64();
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Hash.of(new byte[33])).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Hash.parseHex("zz")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Hash.parseBase64("")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Hash.parseBase64(base64.replace("=", "")))
                .hasMessageContaining("not canonical");
        assertThatThrownBy(() -> Hash.parseBase64(base64.replace("U=", "V=")))
                .hasMessageContaining("not canonical");
        assertThatThrownBy(() -> Hash.parseBase64(base64 + "\n")).isInstanceOf(Malformed.class);
    }
}
