// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void knowsThe97DivisionsEachInItsSection() {
        assertThat(Division.all())
                .hasSize(97)
                .extracting(Division::code)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 97).mapToObj("%02d"::formatted).toList());
        assertThat(Division.all()).extracting(Division::zh).doesNotHaveDuplicates();
        assertThat(Division.all()).extracting(Division::en).doesNotHaveDuplicates();
        assertThat(Division.all().stream().map(Division::section).distinct())
                .containsExactlyElementsOf(Industry.all());
        assertThat(Division.all().stream().filter(one -> one.section().code().equals("C")))
                .hasSize(31);
    }

    @Test
    void readsADivisionByCodeOrName() {
        Division cars = Division.of("36");
        assertThat(List.of("36", "C36", "c36", "汽车制造业", "Manufacture of motor vehicles"))
                .allSatisfy(text -> assertThat(Division.parse(text)).isEqualTo(cars));
        assertThatIllegalArgumentException().isThrownBy(() -> Division.parse("A36"));
        assertThatIllegalArgumentException().isThrownBy(() -> Division.parse("98"));
        assertThatIllegalArgumentException().isThrownBy(() -> Division.parse("C"));
    }

    @Test
    void knowsPrefecturesAndCountiesWithTheirProvince() {
        assertThat(Place.count()).isBetween(3_200, 4_000);
        Place nanshan = Place.of("440305");
        assertThat(nanshan.level()).isEqualTo(Place.Level.COUNTY);
        assertThat(nanshan.province()).isEqualTo(Region.of("440000"));
        assertThat(nanshan.fullZh()).isEqualTo("广东省深圳市南山区");
        assertThat(Place.of("440300").level()).isEqualTo(Place.Level.PREFECTURE);
        assertThat(Place.of("440300").below()).contains(nanshan);
        assertThat(Place.of("110105").fullZh()).isEqualTo("北京市朝阳区");
        assertThat(Place.of("429004").fullZh()).isEqualTo("湖北省仙桃市");
        assertThat(Place.of(Region.FIXTURE).province().code()).isEqualTo(Region.FIXTURE);
        assertThat(Region.all()).allSatisfy(r -> assertThat(Place.of(r).province()).isEqualTo(r));
    }

    @Test
    void readsAPlaceByCodeOrNameAtAnyLevel() {
        assertThat(Place.parse("440305").code()).isEqualTo("440305");
        assertThat(Place.parse("广东省深圳市南山区").code()).isEqualTo("440305");
        assertThat(Place.parse("深圳市").code()).isEqualTo("440300");
        assertThat(Place.parse("广东").code()).isEqualTo("440000");
        assertThat(Place.parse("Guangdong").code()).isEqualTo("440000");
        assertThat(Place.parse("北京市朝阳区").code()).isEqualTo("110105");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Place.parse("朝阳区"))
                .withMessageContaining("110105");
        assertThatIllegalArgumentException().isThrownBy(() -> Place.parse("440399"));
    }

    @Test
    void stillReadsACodeThatEndedAndNamesWhatCameInItsPlace() {
        Place chongwen = Place.of("110103");
        assertThat(chongwen.fullZh()).isEqualTo("北京市崇文区");
        assertThat(chongwen.to()).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Place.parse("110103"))
                .withMessageContaining("110101");
        assertThatIllegalArgumentException().isThrownBy(() -> Place.parse("北京市崇文区"));
        assertThat(chongwen.successor().map(Place::of).orElseThrow().to()).isEmpty();
    }
}
