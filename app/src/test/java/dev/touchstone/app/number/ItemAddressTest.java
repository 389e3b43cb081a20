// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemAddressTest {
    private static final long SEED = Long.getLong("touchstone.seed", System.nanoTime());
    private static final PlatformNumber FIRST = PlatformNumber.of(1);
    private static final Gtin GTIN = Gtin.parse("06901234567892");

    @Test
    void platformNumbersHaveARightCheckDigitAndAreNeverAGtinOfOpenTrade() {
        System.out.println("ItemAddressTest -Dtouchstone.seed=" + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            PlatformNumber number =
                    PlatformNumber.of(random.nextLong(1, PlatformNumber.SEQUENCE_MAX + 1));
            assertThat(number.digits()).hasSize(13).startsWith("29");
            assertThat(number.key().isRestricted()).isTrue();
            assertThat(PlatformNumber.parse(number.digits())).isEqualTo(number);
            assertThat(PlatformNumber.find(number.key())).contains(number);
        }
        assertThat(PlatformNumber.find(GTIN)).isEmpty();
    }

    @Test
    void thereIsAFirstAndALastNumber() {
        assertThat(FIRST.digits()).isEqualTo("2900000000018");
        assertThat(PlatformNumber.of(PlatformNumber.SEQUENCE_MAX).digits()).startsWith("299999");
        assertThatIllegalArgumentException().isThrownBy(() -> PlatformNumber.of(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlatformNumber.of(PlatformNumber.SEQUENCE_MAX + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2900000000019",
                "290000000001",
                "02900000000018",
                "2000000000008",
                "29000000000x8"
            })
    void refusesWhatIsNoPlatformNumber(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlatformNumber.parse(digits));
    }

    @Test
    void aGtinHasADigitalLinkAndAPlatformNumberAnAddressOfOurOwn() {
        Serial serial = new Serial("HY7K2M9QW4TZXA3C8DEF");
        assertThat(ItemAddress.item(GTIN, serial))
                .isEqualTo("/01/06901234567892/21/HY7K2M9QW4TZXA3C8DEF");
        assertThat(ItemAddress.item(FIRST.key(), serial))
                .isEqualTo("/P/2900000000018/HY7K2M9QW4TZXA3C8DEF");
        assertThat(ItemAddress.product(GTIN)).isEqualTo("/01/06901234567892");
        assertThat(ItemAddress.lot(FIRST, new LotNumber("A/1")))
                .isEqualTo("/P/2900000000018/LOT/A%2F1");
        assertThat(ItemAddress.word(GTIN) + ItemAddress.digits(GTIN))
                .isEqualTo("gtin06901234567892");
        assertThat(ItemAddress.word(FIRST.key()) + ItemAddress.digits(FIRST.key()))
                .isEqualTo("platformNumber2900000000018");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://marks.example/P/2900000000018/HY7K2M9QW4TZXA3C8DEF",
                "HTTPS://MARKS.EXAMPLE/P/2900000000018/HY7K2M9QW4TZXA3C8DEF",
                "https://marks.example/below/p/2900000000018/HY7K2M9QW4TZXA3C8DEF?from=scan#x",
                "/P/2900000000018/HY7K2M9QW4TZXA3C8DEF"
            })
    void findsAddressesHoweverTheyAreWritten(String text) {
        assertThat(ItemAddress.find(text))
                .contains(new ItemAddress(FIRST, Optional.of(new Serial("HY7K2M9QW4TZXA3C8DEF"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://marks.example/P/2900000000019/HY7K2M9QW4TZXA3C8DEF",
                "https://marks.example/P/2000000000008/HY7K2M9QW4TZXA3C8DEF",
                "https://marks.example/01/02900000000018/21/HY7K2M9QW4TZXA3C8DEF",
                "https://marks.example/?x=/P/2900000000018/HY7K2M9QW4TZXA3C8DEF",
                "https://marks.example/P/2900000000018/LOT/L1",
                "(01)02900000000018(21)HY7K2M9QW4TZXA3C8DEF",
                "2900000000018"
            })
    void findsNothingInWhatIsNone(String text) {
        assertThat(ItemAddress.find(text)).isEmpty();
    }

    @Test
    void anAddressOfAProductNamesNoItem() {
        assertThat(ItemAddress.find("https://marks.example/P/2900000000018"))
                .contains(new ItemAddress(FIRST, Optional.empty()));
    }
}
