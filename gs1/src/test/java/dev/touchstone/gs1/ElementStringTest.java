// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementStringTest {
    private static final String GTIN = "09506000134352";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(01)09506000134352(10)AB(17)271231",
                "^010950600013435210AB^17271231",
                "010950600013435210AB^17271231",
                "\u001d010950600013435210AB\u001d17271231",
                "]C1010950600013435210AB\u001d17271231",
                "]e0010950600013435210AB\u001d17271231",
                "]d2010950600013435210AB\u001d17271231\u001d",
                "]Q3010950600013435210AB\u001d17271231",
                "]J1010950600013435210AB\u001d17271231",
                "]Q1https://example.com/01/09506000134352/10/AB?17=271231",
                "https://example.com/01/09506000134352/10/AB?x=1&17=271231",
            })
    void readsEveryWayToWriteElements(String text) {
        ElementString elements = ElementString.parse(text);
        assertThat(elements.bracketed()).isEqualTo("(01)09506000134352(10)AB(17)271231");
        assertThat(elements.unbracketed()).isEqualTo("^010950600013435210AB^17271231");
        assertThat(elements.value("17")).contains("271231");
    }

    @ParameterizedTest
    @CsvSource({
        "]E09506000134352,09506000134352",
        "]E495050003,00000095050003",
        "]I170614141123451,70614141123451",
    })
    void readsAndWritesSymbolsOfOneGtin(String scan, String gtin) {
        ElementString elements = ElementString.parse(scan);
        assertThat(elements.bracketed()).isEqualTo("(01)" + gtin);
        for (Symbology symbology : Symbology.values()) {
            if (scan.startsWith(symbology.identifier())) {
                assertThat(elements.scanData(symbology)).isEqualTo(scan);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "(01)09506000134351,01,17,CHECK_DIGIT",
        "(01)09506000134352(10)A B,10,23,CHARACTER",
        "(01)09506000134352(1),1,19,UNKNOWN_AI",
        "(01)09506000134352(10),10,22,LENGTH",
        "(01)09506000134352(04)1,04,19,UNKNOWN_AI",
        "(0109506000134352,'',0,STRUCTURE",
        "^0109506000134352891,89,17,UNKNOWN_AI",
        "^010950600013435,01,16,LENGTH",
        "^0109506000134352^17271331,17,22,STRUCTURE",
        "]x001,'',0,STRUCTURE",
        "]E0950600013435,01,15,LENGTH",
        "(10)A(10)B,10,0,DUPLICATE",
        "'','',0,LENGTH",
    })
    void namesIdentifierPositionAndRule(
            String text, String ai, int position, Gs1Exception.Rule rule) {
        assertThatThrownBy(() -> ElementString.parse(text))
                .isInstanceOfSatisfying(
                        Gs1Exception.class,
                        e -> {
                            assertThat(e.rule()).isEqualTo(rule);
                            assertThat(e.ai()).isEqualTo(ai);
                            assertThat(e.position()).isEqualTo(position);
                        });
    }

    @Test
    void escapesABracketWithinAValue() {
        ElementString elements =
                new ElementString(List.of(new Element("01", GTIN), new Element("10", "A(1)B")));
        assertThat(elements.bracketed()).isEqualTo("(01)09506000134352(10)A\\(1)B");
        assertThat(ElementString.parse(elements.bracketed())).isEqualTo(elements);
    }

    @ParameterizedTest
    @CsvSource({
        "(01)09506000134352(10)A(17)271231,''",
        "(10)A,10 REQUIRED",
        "(02)09506000134352,02 REQUIRED",
        "(02)09506000134352(37)5,37 REQUIRED",
        "(00)006141411234567890(02)09506000134352(37)5,''",
        "(01)09506000134352(02)09506000134352(37)5(00)006141411234567890,"
                + "01 EXCLUDED 02 EXCLUDED",
        "(01)09506000134352(21)A(235)B,21 EXCLUDED",
        "(01)09506000134352(250)A,250 REQUIRED",
        "(01)09506000134352(3103)000195(3922)0299,''",
        "(01)09506000134352(3922)0299,3922 REQUIRED",
        "(01)09506000134352(3100)000001(3101)000001,3100 EXCLUDED 3101 EXCLUDED",
    })
    void saysWhatDoesNotGoTogether(String text, String expected) {
        ElementString elements = ElementString.parse(text);
        List<String> found = new ArrayList<>();
        elements.violations().forEach(v -> found.add(v.ai() + " " + v.rule()));
        assertThat(String.join(" ", found)).isEqualTo(expected);
        if (found.isEmpty()) {
            elements.checkAssociations();
        } else {
            assertThatThrownBy(elements::checkAssociations).isInstanceOf(Gs1Exception.class);
        }
    }

    @Test
    void becomesALinkInTheRightOrder() {
        ElementString elements =
                ElementString.parse(
                        "(17)271231(21)S(10)L(22)V(01)09506000134352(00)006141411234567890");
        assertThat(elements.link().canonical())
                .isEqualTo(
                        "https://id.gs1.org/01/09506000134352/22/V/10/L/21/S"
                                + "?00=006141411234567890&17=271231");
        assertThatThrownBy(() -> ElementString.parse("(10)A").link())
                .isInstanceOf(Gs1Exception.class);
    }

    @Test
    void boundsTextAndElements() {
        assertThatThrownBy(() -> ElementString.parse("1".repeat(ElementString.CHARS_MAX + 1)))
                .isInstanceOf(Gs1Exception.class);
        List<Element> most =
                Collections.nCopies(ElementString.ELEMENTS_MAX, new Element("90", "1"));
        ElementString longest = new ElementString(most);
        assertThat(ElementString.parse(longest.bracketed())).isEqualTo(longest);
        assertThatThrownBy(() -> ElementString.parse(longest.bracketed() + "(90)1"))
                .isInstanceOf(Gs1Exception.class);
        assertThatThrownBy(() -> ElementString.parse(longest.unbracketed() + "^901"))
                .isInstanceOf(Gs1Exception.class);
    }

    @Test
    void readsBackWhatItWrites() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("ElementStringTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ElementString elements = RandomElements.string(random);
            assertThat(ElementString.parse(elements.bracketed())).isEqualTo(elements);
            assertThat(ElementString.parse(elements.unbracketed())).isEqualTo(elements);
            String scan = elements.scanData(Symbology.QR_CODE);
            assertThat(ElementString.parse(scan)).isEqualTo(elements);
        }
    }

    @Test
    void onlyEverRefusesHostileTexts() {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("ElementStringTest -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        String alphabet = "()^]\u001d\\0123456789ABab%/ \u00e9\ud800CdQe";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            ElementString elements = RandomElements.string(random);
            StringBuilder text =
                    new StringBuilder(
                            random.nextBoolean()
                                    ? elements.bracketed()
                                    : elements.scanData(Symbology.GS1_128));
            for (int change = random.nextInt(4); change > 0; change--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                text.setCharAt(random.nextInt(text.length()), c);
            }
            try {
                ElementString back = ElementString.parse(text.toString());
                assertThat(ElementString.parse(back.bracketed())).isEqualTo(back);
                read++;
            } catch (Gs1Exception refusal) {
                assertThat(refusal.getMessage()).isASCII();
                assertThat(refusal.position()).isBetween(0, text.length());
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void knowsEveryIdentifierAndBuildsValuesForEach() {
        Random random = new Random(5);
        assertThat(ApplicationIdentifier.all()).hasSizeGreaterThan(500);
        for (ApplicationIdentifier ai : ApplicationIdentifier.all()) {
            assertThat(ApplicationIdentifier.find(ai.number())).contains(ai);
            String value = RandomElements.value(ai, random);
            ai.check(value);
            assertThatThrownBy(() -> ai.check(value + "0".repeat(ai.lengthMax())))
                    .isInstanceOf(Gs1Exception.class);
            assertThatThrownBy(() -> ai.check("")).isInstanceOf(Gs1Exception.class);
        }
        assertThat(ApplicationIdentifier.find("04")).isEmpty();
        assertThat(ApplicationIdentifier.find("012")).isEmpty();
        assertThat(ApplicationIdentifier.find("10").orElseThrow().title()).isEqualTo("BATCH/LOT");
    }
}
