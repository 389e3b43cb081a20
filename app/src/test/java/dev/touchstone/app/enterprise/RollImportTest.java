// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.TestClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollImportTest {
    private Database db;
    private Enterprises enterprises;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, new TestClock("2026-08-01T00:00:00Z"));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private ImportReport read(byte[] file, boolean dryRun) {
        List<Csv.Row> rows = Csv.read(file, Registration.REQUIRED, Registration.OPTIONAL);
        return enterprises.importRoll(OPERATOR, rows, dryRun);
    }

    private int count() {
        List<Enterprise> all = new ArrayList<>();
        enterprises.each(Optional.of(OPERATOR), EnterpriseFilter.ALL, all::add);
        return all.size();
    }

    @Test
    void takesTwoThousandOnceHoweverOftenTheyCome() {
        byte[] roll = EnterpriseFixtures.roll(1, 2_000);
        assertThat(read(roll, true).created()).isEqualTo(2_000);
        assertThat(count()).isZero();
        assertThat(read(roll, false).created()).isEqualTo(2_000);
        ImportReport again = read(roll, false);
        assertThat(again.created()).isZero();
        assertThat(again.unchanged()).isEqualTo(2_000);
        assertThat(count()).isEqualTo(2_000);
        assertThat(enterprises.verifyAll(REVIEWER)).isEqualTo(2_000);
        assertThat(enterprises.verifyAll(REVIEWER)).isZero();
    }

    @Test
    void storesNothingWhenOneLineIsWrongAndNamesEach() {
        String roll = new String(EnterpriseFixtures.roll(1, 4), StandardCharsets.UTF_8);
        String bad =
                roll
                        + "91999999MA00000155,名,,广东,C,\n"
                        + EnterpriseFixtures.code(1)
                        + ",名,,广东,C,\n"
                        + EnterpriseFixtures.code(9)
                        + ",,,广东,C,\n"
                        + EnterpriseFixtures.code(10)
                        + ",名,,广东,Z,\n";
        byte[] file = bad.getBytes(StandardCharsets.UTF_8);
        ImportReport report = read(file, true);
        assertThat(report.errors()).extracting(LineError::line).containsExactly(6L, 7L, 8L, 9L);
        assertThat(report.errors())
                .extracting(LineError::code)
                .containsExactly(
                        Code.CREDIT_CODE_INVALID,
                        Code.LINE_TWICE,
                        Code.MISSING_FIELD,
                        Code.INVALID_VALUE);
        assertThat(report.errors())
                .extracting(LineError::field)
                .containsExactly("creditCode", "creditCode", "nameZh", "industry");
        refuses(Code.CSV_INVALID, () -> read(file, false));
        assertThat(count()).isZero();
    }

    @Test
    void neverChangesWhatIsRegistered() {
        read(EnterpriseFixtures.roll(1, 3), false);
        String roll = new String(EnterpriseFixtures.roll(1, 3), StandardCharsets.UTF_8);
        byte[] changed = roll.replace("示例企业2", "另一企业2").getBytes(StandardCharsets.UTF_8);
        assertThat(read(changed, true).errors())
                .containsExactly(
                        new LineError(3, "creditCode", Code.CREDIT_CODE_DIFFERS, List.of()));
        refuses(Code.CSV_INVALID, () -> read(changed, false));
    }

    @Test
    void isForOperatorsOnly() {
        List<Csv.Row> rows =
                Csv.read(
                        EnterpriseFixtures.roll(1, 1),
                        Registration.REQUIRED,
                        Registration.OPTIONAL);
        refuses(
                Code.FORBIDDEN,
                () -> enterprises.importRoll(Callers.with(Role.REVIEWER), rows, true));
    }

    private ImportReport read(byte[] file, boolean dryRun, boolean skipBad) {
        List<Csv.Row> rows = Csv.read(file, Registration.REQUIRED, Registration.OPTIONAL);
        return enterprises.importRoll(OPERATOR, rows, dryRun, skipBad);
    }

    @Test
    void refusesTwoThousandLinesForOneThatIsBadUnlessAskedToLeaveItOut() {
        String roll = new String(EnterpriseFixtures.roll(1, 2_000), StandardCharsets.UTF_8);
        byte[] file =
                roll.replace(EnterpriseFixtures.code(1_234).text(), "91999999MA00000155")
                        .getBytes(StandardCharsets.UTF_8);
        refuses(Code.CSV_INVALID, () -> read(file, false, false));
        assertThat(count()).isZero();
        ImportReport dry = read(file, true, true);
        assertThat(dry.created()).isEqualTo(1_999);
        assertThat(count()).isZero();
        ImportReport done = read(file, false, true);
        assertThat(done.errors())
                .containsExactly(
                        new LineError(
                                1_235,
                                "creditCode",
                                Code.CREDIT_CODE_INVALID,
                                done.errors().getFirst().arguments()));
        assertThat(count()).isEqualTo(1_999);
        assertThat(read(file, false, true).unchanged()).isEqualTo(1_999);
    }

    @Test
    void leavesOutALineWithAWrongNumberOfCells() {
        String roll = new String(EnterpriseFixtures.roll(1, 3), StandardCharsets.UTF_8);
        byte[] file = (roll + "one cell\n").getBytes(StandardCharsets.UTF_8);
        ImportReport report = read(file, false, true);
        assertThat(report.created()).isEqualTo(3);
        assertThat(report.errors()).extracting(LineError::code).containsExactly(Code.CSV_MALFORMED);
    }

    @Test
    void readsARollInGb18030() {
        String roll = new String(EnterpriseFixtures.roll(1, 20), StandardCharsets.UTF_8);
        assertThat(read(roll.getBytes(Charset.forName("GB18030")), false).created()).isEqualTo(20);
        assertThat(read(EnterpriseFixtures.roll(1, 20), true).unchanged()).isEqualTo(20);
    }

    @Test
    void takesCountiesDivisionsAndAContact() {
        String file =
                "creditCode,nameZh,province,industry,contactName,contactPhone\n"
                        + EnterpriseFixtures.code(1)
                        + ",示例,广东省深圳市南山区,C36,孙示例,+86 755 12345\n"
                        + EnterpriseFixtures.code(2)
                        + ",示例,朝阳区,C,,\n"
                        + EnterpriseFixtures.code(3)
                        + ",示例,110103,A36,,\n"
                        + EnterpriseFixtures.code(4)
                        + ",示例,广东,C,孙示例,\n";
        ImportReport report = read(file.getBytes(StandardCharsets.UTF_8), false, true);
        assertThat(report.errors())
                .extracting(LineError::field)
                .containsExactly("province", "province", "contactEmail");
        Enterprise one = enterprises.withCode(EnterpriseFixtures.code(1)).orElseThrow();
        assertThat(one.seat().code()).isEqualTo("440305");
        assertThat(one.division()).contains(Division.of("36"));
        assertThat(enterprises.changes().contacts(OPERATOR, one.id()))
                .extracting(Contact::name)
                .containsExactly("孙示例");
    }
}
