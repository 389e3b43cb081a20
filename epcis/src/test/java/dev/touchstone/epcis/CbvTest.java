// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CbvTest {
    @Test
    void bringsEveryFormOfEveryWordToTheBareOne() {
        int words = 0;
        for (Cbv vocabulary : Cbv.values()) {
            for (String word : vocabulary.words()) {
                words++;
                assertThat(vocabulary.bare(word)).isEqualTo(word);
                assertThat(vocabulary.bare(vocabulary.urn(word))).isEqualTo(word);
                assertThat(vocabulary.bare(vocabulary.webUri(word))).isEqualTo(word);
                assertThat(vocabulary.urn(vocabulary.webUri(word))).isEqualTo(vocabulary.urn(word));
            }
        }
        assertThat(words).isEqualTo(41 + 33 + 13 + 3 + 2 + 14);
    }

    @Test
    void writesTheFormsOfTheStandard() {
        assertThat(Cbv.BIZ_STEP.urn("shipping")).isEqualTo("urn:epcglobal:cbv:bizstep:shipping");
        assertThat(Cbv.DISPOSITION.webUri("urn:epcglobal:cbv:disp:active"))
                .isEqualTo("https://ref.gs1.org/cbv/Disp-active");
        assertThat(Cbv.COMPONENT.bare("cbv:Comp-latitude")).isEqualTo("latitude");
        assertThat(Cbv.BIZ_TRANSACTION_TYPE.urn("po")).isEqualTo("urn:epcglobal:cbv:btt:po");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shipping",
                "urn:epcglobal:cbv:disp:shipping",
                "urn:epcglobal:cbv:bizstep:sailing",
                "https://steps.example.com/shipping",
                ""
            })
    void leavesOtherTextsAlone(String text) {
        assertThat(Cbv.BIZ_STEP.bare(text)).isEqualTo(text);
        assertThat(Cbv.BIZ_STEP.webUri(text)).isEqualTo(text);
        assertThat(Cbv.BIZ_STEP.urn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T08:00:00Z,2026-03-01T08:00:00Z",
        "2026-03-01t08:00:00z,2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00.5+08:00,2026-03-01T00:00:00.500Z",
        "2026-03-01T00:00:00-14:00,2026-03-01T14:00:00Z",
        "2026-03-01T14:00:00+14:00,2026-03-01T00:00:00Z",
        "2026-03-01T08:00:00-00:00,2026-03-01T08:00:00Z",
        "2028-02-29T23:59:59.1234567899Z,2028-02-29T23:59:59.123456789Z",
    })
    void readsTimesWithOffset(String text, String instant) {
        assertThat(EventTime.instantOf(text)).isEqualTo(instant);
    }

    @Test
    void boundsTheLengthOfATime() {
        String head = "2026-03-01T08:00:00.";
        String longest = head + "0".repeat(EventTime.TEXT_CHARS_MAX - head.length() - 1) + "Z";
        assertThat(EventTime.instantOf(longest)).isEqualTo("2026-03-01T08:00:00Z");
        assertThatThrownBy(() -> EventTime.instantOf(longest.replace("Z", "0Z")))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> EventTime.instantOf("2016-12-31T23:59:60Z"))
                .isInstanceOf(DateTimeException.class);
    }
}
