// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSchemeTest {
    @Test
    void numbersByItsPattern() {
        assertThat(CertificateScheme.DEFAULT.number(2026, 7)).isEqualTo("QM-2026-000007");
        CertificateScheme other = new CertificateScheme("A{seq:3}-{year}Z", Period.ofMonths(6));
        assertThat(other.number(2027, 12_345)).isEqualTo("A12345-2027Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QM-{year}", "QM-{seq:6}", "QM/{year}/{seq:6}", "{year}{seq:0}"})
    void refusesAPatternThatCannotNumber(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CertificateScheme(pattern, Period.ofYears(1)));
    }
}
