// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedTextTest {
    private static final UUID ROW = new UUID(1, 2);

    private final SecureRandom random = new SecureRandom();
    private final SealedText sealed = new SealedText(new byte[SealedText.KEY_BYTES], random);

    @Test
    void givesBackWhatItSealed() {
        byte[] stored = sealed.seal(ROW, "电话 1");
        assertThat(sealed.open(ROW, stored)).isEqualTo("电话 1");
        byte[] bytes = {0, -1, 7};
        assertThat(sealed.openBytes(ROW, sealed.sealBytes(ROW, bytes))).isEqualTo(bytes);
        assertThat(sealed.open(ROW, sealed.seal(ROW, ""))).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(sealed.seal(ROW, "电话 1")).isNotEqualTo(sealed.seal(ROW, "电话 1"));
    }

    @Test
    void opensInNoOtherRowWithNoOtherKeyAndNotWhenAnyByteWasChanged() {
        byte[] stored = sealed.seal(ROW, "电话 1");
        assertThatThrownBy(() -> sealed.open(new UUID(1, 3), stored))
                .isInstanceOf(IllegalStateException.class);
        byte[] otherKey = new byte[SealedText.KEY_BYTES];
        otherKey[31] = 1;
        assertThatThrownBy(() -> new SealedText(otherKey, random).open(ROW, stored))
                .isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealed.open(ROW, changed))
                    .isInstanceOf(IllegalStateException.class);
        }
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> sealed.open(ROW, cut))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new SealedText(new byte[16], random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }
}
