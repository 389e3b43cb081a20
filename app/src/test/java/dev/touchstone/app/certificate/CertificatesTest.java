// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestClock;
import dev.touchstone.credential.Verification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private final CertificateWorld world = new CertificateWorld();
    private final TestClock clock = world.clock;
    private final Certificates certificates = world.certificates;

    @AfterEach
    void close() {
        world.close();
    }

    private Pledge published(int n) {
        return world.published(n);
    }

    @Test
    void issuesACredentialThatOthersCanVerify() {
        Pledge pledge = published(1);
        Certificate one = certificates.issue(PUBLISHER, pledge.id());
        assertThat(one.number()).isEqualTo("QM-2026-000001");
        world.proves(one);
        String credential = certificates.credential(one.number());
        assertThat(credential)
                .contains("not a certification of product or system")
                .contains("本证明仅为参与公告，不构成对产品或体系的认证")
                .contains("did:web:quality.example%3A8443")
                .contains(pledge.textHash())
                .doesNotContain(PledgeFixtures.SIGNER.name());
        assertThat(world.verify(credential.replace("示例企业1号", "示例企业2号"), clock.instant()))
                .isInstanceOf(Verification.Invalid.class);
        assertThat(certificates.credential(one.number())).isEqualTo(credential);
        assertThat(certificates.ofPledge(pledge.id())).contains(one);
    }

    @Test
    void numbersWithoutGapsEvenAfterARefusal() {
        Pledge first = published(1);
        certificates.issue(PUBLISHER, first.id());
        refuses(Code.CERTIFICATE_EXISTS, () -> certificates.issue(OPERATOR, first.id()));
        assertThat(certificates.issue(OPERATOR, published(2).id()).number())
                .isEqualTo("QM-2026-000002");
    }

    @Test
    void refusesAPledgeThatIsNotPublished() {
        Pledge signed =
                PledgeFixtures.signed(
                        world.pledges,
                        world.campaign,
                        EnterpriseFixtures.verified(world.enterprises, 1));
        refuses(Code.WRONG_STATE, () -> certificates.issue(PUBLISHER, signed.id()));
        refuses(Code.FORBIDDEN, () -> certificates.issue(REVIEWER, signed.id()));
        refuses(Code.NOT_FOUND, () -> certificates.show("QM-2026-000009"));
    }

    @Test
    void agreesWithItsStatusListsInEveryState() {
        Certificate one = certificates.issue(PUBLISHER, published(1).id());
        certificates.change(PUBLISHER, one.number(), CertificateState.SUSPENDED, "核查中");
        world.proves(one, Verification.Reason.SUSPENDED);
        certificates.change(PUBLISHER, one.number(), CertificateState.VALID, "核查完毕");
        world.proves(one);
        certificates.change(PUBLISHER, one.number(), CertificateState.WITHDRAWN, "签署人无授权");
        world.proves(one, Verification.Reason.REVOKED);
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
        world.pledges.remove(PUBLISHER, pledge.id(), "登记信息不实");
        Certificate after = certificates.show(one.number()).certificate();
        assertThat(after.state()).isEqualTo(CertificateState.WITHDRAWN);
        assertThat(after.reason()).isEqualTo("登记信息不实");
        world.proves(one, Verification.Reason.REVOKED);
    }

    @Test
    void expiresByItself() {
        Certificate one = certificates.issue(PUBLISHER, published(1).id());
        clock.set(one.validUntil().minus(Duration.ofSeconds(1)));
        assertThat(certificates.expireDue()).isZero();
        assertThat(certificates.show(one.number()).certificate().state())
                .isEqualTo(CertificateState.VALID);
        clock.set(one.validUntil());
        assertThat(certificates.show(one.number()).certificate().state())
                .isEqualTo(CertificateState.EXPIRED);
        assertThat(certificates.expireDue()).isEqualTo(1);
        assertThat(certificates.expireDue()).isZero();
        assertThat(certificates.show(one.number()).certificate().state())
                .isEqualTo(CertificateState.EXPIRED);
    }

    @Test
    void anExpiredOneStaysExpiredWhenItsPledgeLeavesTheRoll() {
        Pledge pledge = published(1);
        Certificate one = certificates.issue(PUBLISHER, pledge.id());
        clock.set(one.validUntil());
        world.pledges.remove(PUBLISHER, pledge.id(), "登记信息不实");
        Certificate after = certificates.show(one.number()).certificate();
        assertThat(after.state()).isEqualTo(CertificateState.EXPIRED);
        assertThat(after.stateSince()).isEqualTo(one.validUntil());
        refuses(
                Code.WRONG_STATE,
                () ->
                        certificates.change(
                                PUBLISHER, one.number(), CertificateState.SUSPENDED, "x"));
    }

    @Test
    void isIssuedAnewAfterARenameAndEachNamesTheOther() {
        Pledge pledge = published(1);
        Certificate old = certificates.issue(PUBLISHER, pledge.id());
        byte[] oldPdf = world.prints.get(old.number()).bytes();
        world.rename(world.enterprise(pledge), "更名后的示例企业");
        clock.advance(Duration.ofDays(30));
        Certificate made = certificates.reissue(PUBLISHER, old.number(), "企业更名");
        Certificate before = certificates.show(old.number()).certificate();
        assertThat(made.number()).isEqualTo("QM-2026-000002");
        assertThat(made.name().zh()).isEqualTo("更名后的示例企业");
        assertThat(made.validUntil()).isEqualTo(old.validUntil());
        assertThat(made.supersedes()).contains(old.number());
        assertThat(before.state()).isEqualTo(CertificateState.SUPERSEDED);
        assertThat(before.reason()).isEqualTo("企业更名");
        assertThat(before.supersededBy()).contains(made.number());
        assertThat(before.name()).isEqualTo(old.name());
        world.proves(old, Verification.Reason.REVOKED);
        world.proves(made);
        assertThat(certificates.ofPledge(pledge.id()).orElseThrow().number())
                .isEqualTo(made.number());
        assertThat(world.prints.get(old.number()).bytes()).isEqualTo(oldPdf);
        assertThat(world.prints.get(made.number()).bytes()).isNotEqualTo(oldPdf);
        assertThat(world.stated(made.number()).getLast().canonical().orElse(""))
                .contains("\"supersedes\":\"QM-2026-000001\"");
    }

    @Test
    void isNotIssuedAnewUnlessItHoldsAndAPublisherAsks() {
        Pledge pledge = published(1);
        Certificate one = certificates.issue(PUBLISHER, pledge.id());
        refuses(Code.FORBIDDEN, () -> certificates.reissue(OPERATOR, one.number(), "x"));
        refuses(Code.NOT_FOUND, () -> certificates.reissue(PUBLISHER, "QM-2026-000009", "x"));
        certificates.change(PUBLISHER, one.number(), CertificateState.SUSPENDED, "核查中");
        refuses(Code.WRONG_STATE, () -> certificates.reissue(PUBLISHER, one.number(), "x"));
        certificates.change(PUBLISHER, one.number(), CertificateState.VALID, "核查完毕");
        Certificate made = certificates.reissue(PUBLISHER, one.number(), "更正");
        refuses(Code.WRONG_STATE, () -> certificates.reissue(PUBLISHER, one.number(), "x"));
        clock.set(made.validUntil());
        refuses(Code.WRONG_STATE, () -> certificates.reissue(PUBLISHER, made.number(), "x"));
    }

    @Test
    void listsACampaignsCertificatesByTheirNumbers() {
        for (int n = 1; n <= 3; n++) {
            certificates.issue(PUBLISHER, published(n).id());
        }
        UUID campaign = world.campaign.id();
        assertThat(certificates.page(OPERATOR, campaign, "QM-2026-000001"))
                .extracting(Certificate::number)
                .containsExactly("QM-2026-000002", "QM-2026-000003");
        refuses(
                Code.FORBIDDEN,
                () -> certificates.page(Callers.with(Role.INSPECTION), campaign, ""));
        assertThat(certificates.find("qm-2026-000003")).isPresent();
        assertThat(certificates.find("QM-2026-000004")).isEmpty();
    }
}
