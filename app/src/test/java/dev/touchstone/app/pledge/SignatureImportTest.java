// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import dev.touchstone.app.web.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignatureImportTest {
    private Database db;
    private Pledges pledges;
    private PledgeDesk desk;
    private Campaign campaign;

    @BeforeEach
    void open() {
        TestClock clock = new TestClock("2026-10-02T00:00:00Z");
        db = TestDatabase.fresh();
        Enterprises enterprises = EnterpriseFixtures.enterprises(db, clock);
        byte[] file = EnterpriseFixtures.roll(1, 2_000);
        enterprises.importRoll(
                OPERATOR,
                Csv.read(
                        file,
                        List.of("creditCode", "nameZh", "province", "industry"),
                        List.of("nameEn", "siteName")),
                false);
        enterprises.verifyAll(REVIEWER);
        EnterpriseFixtures.registered(enterprises, 2_001);
        Campaigns campaigns = CampaignFixtures.campaigns(db, clock);
        campaign = CampaignFixtures.open(campaigns);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, clock);
        desk = new PledgeDesk(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private ImportReport read(byte[] file, boolean dryRun) {
        List<Csv.Row> rows = Csv.read(file, SignatureImport.REQUIRED, List.of());
        return pledges.importSignatures(OPERATOR, campaign.id(), rows, dryRun);
    }

    @Test
    void bringsTwoThousandToTheRoll() {
        byte[] file = PledgeFixtures.signatures(1, 2_000);
        assertThat(read(file, true).created()).isEqualTo(2_000);
        assertThat(desk.count(campaign.id(), "SUBMITTED")).isZero();
        assertThat(read(file, false).created()).isEqualTo(2_000);
        assertThat(read(file, false).unchanged()).isEqualTo(2_000);
        assertThat(pledges.approveAll(REVIEWER, campaign.id())).isEqualTo(2_000);
        assertThat(pledges.publishAll(PUBLISHER, campaign.id())).isEqualTo(2_000);
        assertThat(pledges.publishAll(PUBLISHER, campaign.id())).isZero();
    }

    @Test
    void namesEachWrongLineAndStoresNothing() {
        String good = new String(PledgeFixtures.signatures(1, 2), StandardCharsets.UTF_8);
        String bad =
                good
                        + EnterpriseFixtures.code(3_000)
                        + ",人,职,BENCHMARK,2026-09-01\n"
                        + EnterpriseFixtures.code(2_001)
                        + ",人,职,BENCHMARK,2026-09-01\n"
                        + EnterpriseFixtures.code(3)
                        + ",人,职,BENCHMARK,2026-10-01\n"
                        + EnterpriseFixtures.code(4)
                        + ",人,职,GOLD,2026-09-01\n"
                        + EnterpriseFixtures.code(1)
                        + ",人,职,BENCHMARK,2026-09-01\n";
        byte[] file = bad.getBytes(StandardCharsets.UTF_8);
        assertThat(read(file, true).errors())
                .extracting(LineError::code)
                .containsExactly(
                        Code.NOT_FOUND,
                        Code.ENTERPRISE_NOT_VERIFIED,
                        Code.CAMPAIGN_NOT_OPEN,
                        Code.UNKNOWN_VALUE,
                        Code.LINE_TWICE);
        refuses(Code.CSV_INVALID, () -> read(file, false));
        assertThat(desk.count(campaign.id(), "SUBMITTED")).isZero();
    }

    @Test
    void refusesTwoThousandLinesForOneBadLineUnlessItIsLeftOut() {
        String good = new String(PledgeFixtures.signatures(1, 1_999), StandardCharsets.UTF_8);
        String bad = good + EnterpriseFixtures.code(2_000) + ",人,职,GOLD,2026-09-01\n";
        byte[] file = bad.getBytes(StandardCharsets.UTF_8);
        refuses(Code.CSV_INVALID, () -> read(file, false));
        assertThat(desk.count(campaign.id(), "SUBMITTED")).isZero();
        List<Csv.Row> rows = Csv.read(file, SignatureImport.REQUIRED, List.of());
        ImportReport report = pledges.importSignatures(OPERATOR, campaign.id(), rows, false, true);
        assertThat(report.created()).isEqualTo(1_999);
        assertThat(report.errors()).extracting(LineError::line).containsExactly(2_001L);
        assertThat(desk.count(campaign.id(), "SUBMITTED")).isEqualTo(1_999);
    }

    @Test
    void refusesThatWhoBroughtThePaperInReviewsIt() {
        read(PledgeFixtures.signatures(1, 3), false);
        Caller both =
                new Caller(
                        OPERATOR.account(),
                        "x",
                        Set.of(Role.REVIEWER),
                        Optional.empty(),
                        Optional.empty());
        assertThat(pledges.approveAll(both, campaign.id())).isZero();
    }
}
