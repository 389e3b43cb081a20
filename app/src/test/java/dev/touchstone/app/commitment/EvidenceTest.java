// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static void refuses(Evidence.Kind kind, String reference) {
        assertThatIllegalArgumentException()
                .as("%s %s", kind, reference)
                .isThrownBy(() -> new Evidence(kind, reference));
    }

    @Test
    void takesHttpsAddressesOnly() {
        String good = "https://inspection.example/reports/17?page=2#top";
        for (Evidence.Kind kind :
                List.of(
                        Evidence.Kind.INSPECTION_REPORT,
                        Evidence.Kind.OPEN_DAY,
                        Evidence.Kind.OTHER)) {
            assertThat(new Evidence(kind, good).reference()).isEqualTo(good);
            for (String bad :
                    List.of(
                            "http://inspection.example/",
                            "javascript:alert(1)",
                            "data:text/html,x",
                            "https:inspection.example",
                            "https://",
                            "https://user:secret@inspection.example/",
                            "https://例子.example/",
                            "https://inspection.example/\u202e",
                            "https://inspection.example/a b",
                            "//inspection.example/",
                            "")) {
                refuses(kind, bad);
            }
        }
    }

    @Test
    void takesAnAddressOfFiveHundredCharactersAndNoLongerOne() {
        String start = "https://inspection.example/";
        String longest = start + "a".repeat(Evidence.REFERENCE_LENGTH_MAX - start.length());
        assertThat(new Evidence(Evidence.Kind.OTHER, longest).reference()).hasSize(500);
        refuses(Evidence.Kind.OTHER, longest + "a");
    }

    @Test
    void bringsTheNumberOfALotIntoOneForm() {
        Evidence lot = new Evidence(Evidence.Kind.HELD_LOT, "6901234567892 / L20260902");
        assertThat(lot.reference()).isEqualTo("06901234567892/L20260902");
        assertThat(lot.productPage()).isEqualTo("/products/06901234567892");
        for (String bad : List.of("6901234567893/L1", "L1", "6901234567892/", "/L1", "x/y")) {
            refuses(Evidence.Kind.HELD_LOT, bad);
        }
    }

    @Test
    void takesTheNumberOfAReport() {
        new Evidence(Evidence.Kind.CONSUMER_ANSWER, "R-20260901-7K3F9Q2M");
        refuses(Evidence.Kind.CONSUMER_ANSWER, "R-20260901");
        refuses(Evidence.Kind.CONSUMER_ANSWER, "https://inspection.example/");
    }
}
