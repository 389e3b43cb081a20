// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.StoredStatement;
import dev.touchstone.app.sheet.Sheets;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.TestClock;
import dev.touchstone.credential.StatusPurpose;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A fresh database with an open campaign, and everything that makes certificates.
final class CertificateWorld implements AutoCloseable {
    static final String URL = "https://quality.example:8443";
    private static final Messages MESSAGES = Messages.load(List.of("web", "certificate", "sheet"));
    private static final Sheets SHEETS = new Sheets(MESSAGES);

    final TestClock clock = new TestClock("2026-09-10T00:00:00Z");
    final Database db = TestDatabase.fresh();
    final IssuerKeys keys = IssuerFixtures.keys(db, URL, clock);
    final CertificateIssuer issuer = new CertificateIssuer(keys, URL, MESSAGES);
    final Random random = new Random(5);
    final Ids ids = new Ids(clock, random);
    final PublicLog publicLog = new PublicLog(ids, random);
    final Enterprises enterprises = EnterpriseFixtures.enterprises(db, clock);
    final Campaigns campaigns = CampaignFixtures.campaigns(db, clock);
    final Pledges pledges = PledgeFixtures.pledges(db, enterprises, campaigns, clock);
    final Prints prints = new Prints(db, publicLog, SHEETS, URL, clock);
    final Certificates certificates =
            new Certificates(
                    db,
                    publicLog,
                    campaigns,
                    pledges,
                    enterprises,
                    prints,
                    issuer,
                    CertificateScheme.DEFAULT,
                    clock);
    final Batches batches = batches();
    final Campaign campaign;

    CertificateWorld() {
        pledges.whenEnded(certificates::pledgeEnded);
        campaign = CampaignFixtures.open(campaigns);
    }

    /// Batches as another node would have them.
    Batches batches() {
        return new Batches(db, campaigns, pledges, certificates, prints, ids, clock);
    }

    Pledge published(int n) {
        return PledgeFixtures.published(
                pledges, campaign, EnterpriseFixtures.verified(enterprises, n));
    }

    /// The same, of an enterprise with another name.
    Pledge published(int n, String nameZh) {
        Enterprise enterprise = EnterpriseFixtures.verified(enterprises, n);
        rename(enterprise, nameZh);
        return PledgeFixtures.published(pledges, campaign, enterprise);
    }

    void rename(Enterprise enterprise, String nameZh) {
        db.change(
                tx ->
                        tx.sql()
                                .execute(
                                        "update enterprise set name_zh = ? where id = ?",
                                        nameZh,
                                        enterprise.id()));
    }

    Enterprise enterprise(Pledge pledge) {
        return db.read(tx -> enterprises.get(tx, pledge.enterprise()));
    }

    /// What is stated about a certificate, latest first.
    List<StoredStatement> stated(String number) {
        return db.read(tx -> publicLog.about(tx, Certificate.subject(number)));
    }

    /// Publishes the paper signatures of many enterprises at once.
    void publish(int count) {
        enterprises.importRoll(
                OPERATOR,
                Csv.read(
                        EnterpriseFixtures.roll(1, count),
                        List.of("creditCode", "nameZh", "province", "industry"),
                        List.of("nameEn", "siteName")),
                false);
        enterprises.verifyAll(REVIEWER);
        pledges.importSignatures(
                OPERATOR,
                campaign.id(),
                Csv.read(
                        PledgeFixtures.signatures(1, count),
                        List.of("creditCode", "signerName", "signerRole", "category", "signedOn"),
                        List.of()),
                false);
        pledges.approveAll(REVIEWER, campaign.id());
        pledges.publishAll(PUBLISHER, campaign.id());
    }

    long count(String table) {
        return db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one());
    }

    Verification verify(String credential, Instant at) {
        return new Verifier(keys.document(), this::list).verify(credential, at);
    }

    private Optional<String> list(String url) {
        String[] parts = url.split("/", -1);
        return Optional.of(certificates.statusList(purpose(parts[4]), Long.parseLong(parts[5])));
    }

    private static StatusPurpose purpose(String word) {
        return word.equals("revocation") ? StatusPurpose.REVOCATION : StatusPurpose.SUSPENSION;
    }

    void proves(Certificate certificate, Verification.Reason reason) {
        String credential = certificates.credential(certificate.number());
        assertThat(verify(credential, clock.instant()))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(reason));
    }

    void proves(Certificate certificate) {
        String credential = certificates.credential(certificate.number());
        assertThat(verify(credential, clock.instant())).isInstanceOf(Verification.Valid.class);
    }

    @Override
    public void close() {
        batches.close();
        db.close();
    }
}
