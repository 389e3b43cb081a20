// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
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
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.web.TestClock;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.credential.StatusPurpose;
import dev.touchstone.credential.StrictJson;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Credentials over HTTP, with a log that nobody sequences.
class CredentialApiTest {
    private final TestClock clock = new TestClock("2026-09-10T00:00:00Z");
    private Database db;
    private IssuerKeys keys;
    private Certificates certificates;
    private Pledges pledges;
    private Enterprises enterprises;
    private Campaign campaign;
    private TestServer server;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, clock);
        Campaigns campaigns = CampaignFixtures.campaigns(db, clock);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, clock);
        keys = IssuerFixtures.keys(db, TestServer.ORIGIN, clock);
        Random random = new Random(5);
        certificates =
                CertificateFixtures.certificates(
                        db,
                        new PublicLog(new Ids(clock, random), random),
                        campaigns,
                        pledges,
                        TestServer.ORIGIN,
                        clock);
        campaign = CampaignFixtures.open(campaigns);
        CredentialApi api =
                new CredentialApi(certificates, keys, new LogView(db), TestServer.ORIGIN);
        server = new TestServer(clock, List.of("web", "certificate"), api::addTo);
    }

    @AfterEach
    void close() {
        server.close();
        db.close();
    }

    private Certificate issued(int n) {
        Pledge pledge =
                PledgeFixtures.published(
                        pledges, campaign, EnterpriseFixtures.verified(enterprises, n));
        return certificates.issue(PUBLISHER, pledge.id());
    }

    private Optional<String> list(String url) {
        String[] parts = url.split("/", -1);
        StatusPurpose purpose =
                parts[4].equals("revocation") ? StatusPurpose.REVOCATION : StatusPurpose.SUSPENSION;
        return Optional.of(certificates.statusList(purpose, Long.parseLong(parts[5])));
    }

    private Verification verify(String credential) {
        return new Verifier(keys.document(), this::list).verify(credential, clock.instant());
    }

    @Test
    void aBundleThatIsNotPublishedYetIsToBeAskedForLater() {
        String path = "/certificates/" + issued(1).number();
        TestServer.Answer answer = server.anybody().get(path + "/bundle");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
        assertThat(answer.json().path("state").asString()).isEqualTo("sequenced");
        assertThat(server.anybody().get("/certificates/QM-2026-999999/bundle").status())
                .isEqualTo(404);
    }

    @Test
    void whatWasIssuedUnderAnOlderKeyVerifiesInBothForms() {
        Certificate old = issued(1);
        String before =
                server.anybody().get("/certificates/" + old.number() + "/credential").body();
        clock.advance(Duration.ofDays(10));
        keys.rotate(OPERATOR, 1);
        clock.advance(Duration.ofDays(1));
        Certificate young = issued(2);
        for (Certificate one : List.of(old, young)) {
            String path = "/certificates/" + one.number();
            TestServer.Answer json = server.anybody().get(path + "/credential");
            TestServer.Answer jwt = server.anybody().get(path + "/credential.jwt");
            assertThat(json.headers()).containsEntry("content-type", "application/vc");
            assertThat(jwt.headers()).containsEntry("content-type", "application/vc+jwt");
            assertThat(verify(json.body())).isInstanceOf(Verification.Valid.class);
            assertThat(verify(jwt.body())).isInstanceOf(Verification.Valid.class);
        }
        assertThat(server.anybody().get("/certificates/" + old.number() + "/credential").body())
                .as("never signed again")
                .isEqualTo(before);
        certificates.change(PUBLISHER, old.number(), CertificateState.WITHDRAWN, "test");
        assertThat(verify(before)).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void servesTheContextsThatCredentialsName() {
        for (String version : List.of("v1", "v2")) {
            String path = "/contexts/announcement/" + version;
            TestServer.Answer answer = server.anybody().get(path);
            assertThat(answer.body())
                    .contains(TestServer.ORIGIN + path + "#")
                    .doesNotContain("{context}");
            assertThat(StrictJson.parse(answer.body()).has("@context")).isTrue();
            assertThat(answer.headers()).containsEntry("access-control-allow-origin", "*");
        }
        assertThat(server.anybody().get("/status/rumour/0").status()).isEqualTo(404);
        assertThat(server.anybody().get("/status/revocation/-1").status()).isGreaterThan(399);
    }
}
