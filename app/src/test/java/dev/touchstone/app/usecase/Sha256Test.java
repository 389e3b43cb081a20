// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void givesTheDigestsOfTheStandardsExamples() {
        assertThat(Sha256.hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex(""))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void partsCountAsOneText() {
        byte[] quality = "质量".getBytes(StandardCharsets.UTF_8);
        byte[] month = "月".getBytes(StandardCharsets.UTF_8);
        assertThat(Sha256.of(quality, month)).isEqualTo(Sha256.of("质量月"));
    }
}
