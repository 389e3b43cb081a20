// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {
    @ParameterizedTest
    @CsvSource({
        "95050003,00000095050003,95050003",
        "614141007349,00614141007349,614141007349",
        "9506000134352,09506000134352,9506000134352",
        "70614141123451,70614141123451,70614141123451",
    })
    void fillsShorterNumbersWithZeros(String text, String digits, String shortest) {
        Gtin gtin = Gtin.parse(text);
        assertThat(gtin.digits()).isEqualTo(digits);
        assertThat(gtin.shortest()).isEqualTo(shortest);
        assertThat(Gtin.parse(gtin.shortest())).isEqualTo(gtin);
    }

    @Test
    void tellsTheIndicatorDigit() {
        assertThat(Gtin.parse("70614141123451").indicator()).isEqualTo(7);
    }

    @Test
    void isAlsoANumber() {
        assertThat(Gtin.parse("96385074").number()).isEqualTo(96_385_074L);
        assertThat(new Gtin("99999999999997").number()).isEqualTo(99_999_999_999_997L);
    }

    @Test
    void refusesAWrongCheckDigitAndSaysWhichIsDue() {
        assertThatThrownBy(() -> Gtin.parse("9506000134351"))
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> {
                            assertThat(e.ai()).isEqualTo("01");
                            assertThat(e.position()).isEqualTo(13);
                            assertThat(e.rule()).isEqualTo(Gs1Exception.Rule.CHECK_DIGIT);
                        })
                .hasMessage("AI 01 has check digit 1 where 2 is due: '09506000134351'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "9505000", "950500030", "95060001343520", "950600013435200"})
    void refusesOtherLengths(String text) {
        assertThatThrownBy(() -> Gtin.parse(text)).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void refusesDigitsOfOtherScripts() {
        assertThatThrownBy(() -> Gtin.parse("950600013435\u0662"))
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> assertThat(e.rule()).isEqualTo(Gs1Exception.Rule.CHARACTER))
                .hasMessageContaining("\\u0662");
    }

    @Test
    void checksSerialsAndLots() {
        assertThat(new Serial("aZ09!\"%&'()*+,-./:;<").text()).hasSize(20);
        assertThat(new LotNumber("=>?_")).hasToString("=>?_");
        assertThatThrownBy(() -> new Serial("")).isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> new Serial("x".repeat(21))).isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> new Serial("a b"))
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> {
                            assertThat(e.position()).isEqualTo(1);
                            assertThat(e.rule()).isEqualTo(Gs1Exception.Rule.CHARACTER);
                        });
        for (char c : "#$@[\\]^`{|}~\u00e4\u6279".toCharArray()) {
            assertThatThrownBy(() -> new LotNumber("a" + c)).isInstanceOf(Gs1Exception.class);
        }
    }

    @Test
    void checksSsccAndGln() {
        assertThat(new Sscc("006141411234567890")).hasToString("006141411234567890");
        assertThat(new Gln("9506000134307")).hasToString("9506000134307");
        assertThatThrownBy(() -> new Sscc("006141411234567891")).hasMessageContaining("0 is due");
        assertThatThrownBy(() -> new Gln("950600013430")).hasMessageContaining("exactly 13");
    }

    @Test
    void computesCheckDigitsUpToTheLongest() {
        assertThat(CheckDigit.append("00614141123456789")).isEqualTo("006141411234567890");
        assertThat(CheckDigit.isValid("9506000134352")).isTrue();
        assertThat(CheckDigit.isValid("9506000134353")).isFalse();
        assertThat(CheckDigit.isValid("")).isFalse();
        assertThat(CheckDigit.of("9".repeat(CheckDigit.DIGITS_MAX))).isBetween(0, 9);
        assertThatThrownBy(() -> CheckDigit.of("9".repeat(CheckDigit.DIGITS_MAX + 1)))
                .isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> CheckDigit.of("")).isInstanceOf(Gs1Exception.class);
    }

    @Test
    void knowsNumbersThatGs1KeepsForUseInsideARegionOrCompany() {
        for (String start :
                List.of("020000000000", "040000000000", "200000000000", "299999999999")) {
            assertThat(new Gtin(CheckDigit.append("0" + start)).isRestricted()).isTrue();
        }
        for (String start :
                List.of("010000000000", "030000000000", "050000000000", "300000000000")) {
            assertThat(new Gtin(CheckDigit.append("0" + start)).isRestricted()).isFalse();
        }
        assertThat(Gtin.parse(CheckDigit.append("0123456")).isRestricted()).isTrue();
        assertThat(Gtin.parse(CheckDigit.append("2123456")).isRestricted()).isTrue();
        assertThat(Gtin.parse(CheckDigit.append("9638507")).isRestricted()).isFalse();
        assertThat(new Gtin(CheckDigit.append("1200000000000")).isRestricted()).isTrue();
    }
}
