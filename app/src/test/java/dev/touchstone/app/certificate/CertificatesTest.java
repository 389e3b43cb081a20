// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.TestClock;
import dev.touchstone.credential.StatusPurpose;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static final String URL = "https://quality.example:8443";

    private final TestClock clock = new TestClock("2026-09-10T00:00:00Z");
    private IssuerKeys keys;
    private Database db;
    private Enterprises enterprises;
    private Pledges pledges;
    private Certificates certificates;
    private Campaign campaign;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, clock);
        Campaigns campaigns = CampaignFixtures.campaigns(db, clock);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, clock);
        Random random = new Random(5);
        keys = IssuerFixtures.keys(db, URL, clock);
        certificates =
                new Certificates(
                        db,
                        new PublicLog(new Ids(clock, random), random),
                        campaigns,
                        pledges,
                        new CertificateIssuer(
                                keys, URL, Messages.load(List.of("web", "certificate"))),
                        CertificateScheme.DEFAULT,
                        clock);
        pledges.whenEnded(certificates::pledgeEnded);
        campaign = CampaignFixtures.open(campaigns);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Pledge published(int n) {
        return PledgeFixtures.published(
                pledges, campaign, EnterpriseFixtures.verified(enterprises, n));
    }

    private Verification verify(String credential, Instant at) {
        return new Verifier(keys.document(), this::list).verify(credential, at);
    }

    private Optional<String> list(String url) {
        String[] parts = url.split("/", -1);
        StatusPurpose purpose =
                parts[4].equals("revocation") ? StatusPurpose.REVOCATION : StatusPurpose.SUSPENSION;
        return Optional.of(certificates.statusList(purpose, Long.parseLong(parts[5])));
    }

    private void proves(Certificate certificate, Verification.Reason reason) {
        String credential = certificates.credential(certificate.number());
        assertThat(verify(credential, clock.instant()))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(reason));
    }

    private void proves(Certificate certificate) {
        String credential = certificates.credential(certificate.number());
        assertThat(verify(credential, clock.instant())).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void issuesACredentialThatOthersCanVerify() {
        Pledge pledge = published(1);
        Certificate one = certificates.issue(PUBLISHER, pledge.id());
        assertThat(one.number()).isEqualTo("QM-2026-000001");
        proves(one);
        String credential = certificates.credential(one.number());
        assertThat(credential)
                .contains("not a certification of product or system")
                .contains("本证明仅为参与公告，不构成对产品或体系的认证")
                .contains("did:web:quality.example%3A8443")
                .contains(pledge.textHash())
                .doesNotContain(PledgeFixtures.SIGNER.name());
        assertThat(verify(credential.replace("示例企业1号", "示例企业2号"), clock.instant()))
                .isInstanceOf(Verification.Invalid.class);
        assertThat(certificates.credential(one.number())).isEqualTo(credential);
        assertThat(certificates.ofPledge(pledge.id())).contains(one);
    }

    @Test
    void numbersWithoutGapsEvenAfterARefusal() {
        Pledge first = published(1);
        certificates.issue(PUBLISHER, first.id());
        refuses(Code.CERTIFICATE_EXISTS, () -> certificates.issue(OPERATOR, first.id()));
        for (int n = 2; n <= 5; n++) {
            published(n);
        }
        assertThat(certificates.issueAll(OPERATOR, campaign.id()))
                .extracting(Certificate::number)
                .containsExactlyInAnyOrder(
                        "QM-2026-000002", "QM-2026-000003", "QM-2026-000004", "QM-2026-000005");
        assertThat(certificates.issueAll(OPERATOR, campaign.id())).isEmpty();
    }

    @Test
    void refusesAPledgeThatIsNotPublished() {
        Pledge signed =
                PledgeFixtures.signed(
                        pledges, campaign, EnterpriseFixtures.verified(enterprises, 1));
        refuses(Code.WRONG_STATE, () -> certificates.issue(PUBLISHER, signed.id()));
        refuses(Code.FORBIDDEN, () -> certificates.issue(REVIEWER, signed.id()));
        refuses(Code.NOT_FOUND, () -> certificates.show("QM-2026-000009"));
    }

    @Test
    void agreesWithItsStatusListsInEveryState() {
        Certificate one = certificates.issue(PUBLISHER, published(1).id());
        certificates.change(PUBLISHER, one.number(), CertificateState.SUSPENDED, "核查中");
        proves(one, Verification.Reason.SUSPENDED);
        certificates.change(PUBLISHER, one.number(), CertificateState.VALID, "核查完毕");
        proves(one);
        certificates.change(PUBLISHER, one.number(), CertificateState.WITHDRAWN, "签署人无授权");
        proves(one, Verification.Reason.REVOKED);
        assertThat(certificates.show(one.number()).steps())
                .extracting(Certificate.Step::state)
                .containsExactly(
                        CertificateState.VALID,
                        CertificateState.SUSPENDED,
                        CertificateState.VALID,
                        CertificateState.WITHDRAWN);
        refuses(
                Code.WRONG_STATE,
                () -> certificates.change(PUBLISHER, one.number(), CertificateState.VALID, "x"));
    }

    @Test
    void goesWithThePledgeThatLeavesTheRoll() {
        Pledge pledge = published(1);
        Certificate one = certificates.issue(PUBLISHER, pledge.id());
        pledges.remove(PUBLISHER, pledge.id(), "登记信息不实");
        Certificate after = certificates.show(one.number()).certificate();
        assertThat(after.state()).isEqualTo(CertificateState.WITHDRAWN);
        assertThat(after.reason()).isEqualTo("登记信息不实");
        proves(one, Verification.Reason.REVOKED);
    }

    @Test
    void expiresByItself() {
        Certificate one = certificates.issue(PUBLISHER, published(1).id());
        clock.set(one.validUntil().minus(Duration.ofSeconds(1)));
        assertThat(certificates.expireDue()).isZero();
        assertThat(certificates.show(one.number()).expired()).isFalse();
        clock.set(one.validUntil());
        assertThat(certificates.show(one.number()).expired()).isTrue();
        assertThat(certificates.expireDue()).isEqualTo(1);
        assertThat(certificates.expireDue()).isZero();
        assertThat(certificates.show(one.number()).certificate().state())
                .isEqualTo(CertificateState.EXPIRED);
    }
}
