// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCodeTest {
    private static final String ITEM = "/01/06901234567892/21/ABC123";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/01/06901234567892/21/ABC123",
                "https://example.org/01/06901234567892/21/ABC123?17=261231",
                "(01)06901234567892(21)ABC123",
                " (01) 06901234567892 (21) ABC123 ",
                "6901234567892 ABC123",
                "06901234567892/ABC123",
            })
    void findsTheItemInWhatPeopleTypeOrPaste(String typed) {
        assertThat(TypedCode.path(typed)).contains(ITEM);
    }

    @Test
    void keepsALotAndLeadsToTheProductWithoutASerial() {
        assertThat(TypedCode.path("(01)06901234567892(10)L1(21)ABC123"))
                .contains("/01/06901234567892/10/L1/21/ABC123");
        assertThat(TypedCode.path("6901234567892")).contains("/01/06901234567892");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "6901234567893 ABC123",
                "https://example.org/",
                "(21)ABC123",
                "//evil.example/01",
                "javascript:alert(1)",
            })
    void findsNothingElsewhere(String typed) {
        assertThat(TypedCode.path(typed)).isEmpty();
    }
}
