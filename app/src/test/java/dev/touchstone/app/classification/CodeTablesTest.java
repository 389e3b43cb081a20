// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CodeTablesTest {
    @Test
    void knowsThe34UnitsAndTheOneForFixtures() {
        assertThat(Region.all()).hasSize(35);
        assertThat(Region.all().stream().filter(region -> region.column() >= 0))
                .hasSize(34)
                .extracting(region -> region.column() + "," + region.row())
                .doesNotHaveDuplicates();
        assertThat(Region.of(Region.FIXTURE).column()).isEqualTo(-1);
    }

    @Test
    void readsARegionByCodeOrName() {
        Region guangdong = Region.of("440000");
        assertThat(Region.parse("广东省")).isEqualTo(guangdong);
        assertThat(Region.parse("广东")).isEqualTo(guangdong);
        assertThat(Region.parse(" guangdong ")).isEqualTo(guangdong);
        assertThatIllegalArgumentException().isThrownBy(() -> Region.parse("440100"));
    }

    @Test
    void knowsTheTwentySections() {
        assertThat(Industry.all()).hasSize(20).extracting(Industry::code).doesNotHaveDuplicates();
        assertThat(Industry.parse("制造业").code()).isEqualTo("C");
        assertThatIllegalArgumentException().isThrownBy(() -> Industry.parse("U"));
    }
}
