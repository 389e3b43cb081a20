// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "914403001922038216",
                "91440400192548256N",
                "91370200264574251E",
                "91999999MA00000154",
                "91999999MA0000023Y"
            })
    void acceptsPublicExamples(String text) {
        CreditCode code = CreditCode.parse(text);
        assertThat(code.checkFits()).isTrue();
        assertThat(CreditCode.completed(text.substring(0, 16))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9133010057462616XH",
                "91310115MA1H8R7C6D",
                "91350100M000100Y4Z",
                "91350100M0001TGQXM",
                "91440300192203821",
                "9144030019220382166",
                "914403001922038217",
                "9144O3001922038216",
                "91A403001922038216",
                "91440300192203821 ",
                ""
            })
    void refusesWrongOnes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CreditCode.parse(text));
    }

    @Test
    void keepsALegalEarlyCodeWhoseCheckFails() {
        CreditCode code = new CreditCode("91350100M0001TGQXM");
        assertThat(code.checkFits()).isFalse();
        assertThat(code.checkFault()).contains("should be");
    }

    @Test
    void tellsRegionAndOrganisation() {
        CreditCode code = CreditCode.parse("91440400192548256N");
        assertThat(code.region()).isEqualTo("440400");
        assertThat(code.organisation()).isEqualTo("192548256");
    }

    @Test
    void noticesEverySingleWrongCharacterAndMostSwaps() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("CreditCodeTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder start = new StringBuilder("91");
            start.append("%06d".formatted(random.nextInt(1_000_000)));
            for (int j = 0; j < 8; j++) {
                start.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            CreditCode code = CreditCode.completed(start.toString());
            assertThat(code.checkFits()).isTrue();
            int at = random.nextInt(CreditCode.LENGTH);
            char other = ALPHABET.charAt(random.nextInt(at > 1 && at < 8 ? 10 : 31));
            StringBuilder changed = new StringBuilder(code.text());
            changed.setCharAt(at, other);
            if (!changed.toString().equals(code.text())) {
                assertThat(new CreditCode(changed.toString()).checkFits())
                        .as("seed %d: %s", seed, changed)
                        .isFalse();
            }
        }
    }
}
