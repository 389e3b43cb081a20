// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.PledgeText;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.roll.Roll;
import dev.touchstone.app.roll.RollFixtures;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PledgesTest {
    private static final TestClock CLOCK = new TestClock("2026-09-10T00:00:00Z");

    private static Database db;
    private static Enterprises enterprises;
    private static Campaigns campaigns;
    private static Pledges pledges;
    private static PledgeDesk desk;
    private static Roll roll;
    private static int next = 1;

    private Campaign campaign;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, CLOCK);
        campaigns = CampaignFixtures.campaigns(db, CLOCK);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, CLOCK);
        roll = RollFixtures.roll(db, campaigns, pledges, CLOCK);
        desk = new PledgeDesk(db);
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @BeforeEach
    void openCampaign() {
        CLOCK.set(Instant.parse("2026-09-10T00:00:00Z"));
        campaign = CampaignFixtures.open(campaigns);
    }

    private static Enterprise enterprise() {
        return EnterpriseFixtures.verified(enterprises, next++);
    }

    @Test
    void goesFromSignatureToTheRollThroughThreePersons() {
        Enterprise one = enterprise();
        Pledge signed = PledgeFixtures.signed(pledges, campaign, one);
        assertThat(signed.state()).isEqualTo(new PledgeState.Submitted());
        refuses(Code.NOT_FOUND, () -> roll.show(signed.id()));
        refuses(Code.WRONG_STATE, () -> pledges.publish(PUBLISHER, signed.id()));
        Pledge approved = pledges.approve(REVIEWER, signed.id());
        assertThat(approved.state()).isEqualTo(new PledgeState.Approved(REVIEWER.account()));
        refuses(Code.NOT_FOUND, () -> roll.show(signed.id()));
        Caller both =
                new Caller(
                        REVIEWER.account(),
                        "x",
                        Set.of(Role.PUBLISHER),
                        Optional.empty(),
                        Optional.empty());
        refuses(Code.SAME_PERSON, () -> pledges.publish(both, signed.id()));
        Pledge published = pledges.publish(PUBLISHER, signed.id());
        assertThat(published.publishedAt()).contains(CLOCK.instant());
        assertThat(roll.show(signed.id()).entry().publishedAt()).isEqualTo(CLOCK.instant());
        assertThat(roll.show(signed.id()).steps())
                .extracting(Pledge.Step::state)
                .containsExactly("PUBLISHED");
        assertThat(desk.detail(PledgeFixtures.owner(one), signed.id()).signer())
                .isEqualTo(PledgeFixtures.SIGNER);
    }

    @Test
    void refusesASecondSignatureEvenWhenManyComeAtOnce() throws Exception {
        Enterprise one = enterprise();
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tries.add(threads.submit(() -> signs(one)));
            }
            for (Future<Boolean> each : tries) {
                won += each.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        refuses(Code.ALREADY_SIGNED, () -> PledgeFixtures.signed(pledges, campaign, one));
    }

    private boolean signs(Enterprise one) {
        try {
            PledgeFixtures.signed(pledges, campaign, one);
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isEqualTo(Code.ALREADY_SIGNED);
            return false;
        }
    }

    @Test
    void refusesASignatureFromTheFirstInstantAfterTheWindow() {
        Enterprise one = enterprise();
        CLOCK.set(Instant.parse("2026-09-30T16:00:00Z"));
        refuses(Code.CAMPAIGN_NOT_OPEN, () -> PledgeFixtures.signed(pledges, campaign, one));
        CLOCK.set(Instant.parse("2026-08-31T15:59:59Z"));
        refuses(Code.CAMPAIGN_NOT_OPEN, () -> PledgeFixtures.signed(pledges, campaign, one));
        CLOCK.set(Instant.parse("2026-09-30T15:59:59.999Z"));
        PledgeFixtures.signed(pledges, campaign, one);
        campaigns.close(OPERATOR, campaign.id());
        Enterprise two = enterprise();
        refuses(Code.CAMPAIGN_NOT_OPEN, () -> PledgeFixtures.signed(pledges, campaign, two));
    }

    @Test
    void freezesTheTextAtTheFirstSignature() {
        PledgeText other =
                new PledgeText(new Bilingual("新题", "New"), campaign.plan().text().parts());
        Campaign changed = campaigns.replaceText(OPERATOR, campaign.id(), other);
        assertThat(changed.textVersion()).isEqualTo(2);
        Enterprise one = enterprise();
        refuses(Code.TEXT_CHANGED, () -> PledgeFixtures.signed(pledges, campaign, one));
        PledgeFixtures.signed(pledges, changed, one);
        refuses(
                Code.TEXT_FROZEN,
                () -> campaigns.replaceText(OPERATOR, campaign.id(), campaign.plan().text()));
        assertThat(campaigns.show(Optional.empty(), campaign.id()).frozen()).isTrue();
    }

    @Test
    void refusesAnUnverifiedEnterpriseAndDrafts() {
        Enterprise waiting = EnterpriseFixtures.registered(enterprises, next++);
        refuses(
                Code.ENTERPRISE_NOT_VERIFIED,
                () -> PledgeFixtures.signed(pledges, campaign, waiting));
        Campaign draft = campaigns.create(OPERATOR, CampaignFixtures.plan());
        Enterprise one = enterprise();
        refuses(Code.CAMPAIGN_NOT_OPEN, () -> PledgeFixtures.signed(pledges, draft, one));
        refuses(Code.NOT_FOUND, () -> campaigns.show(Optional.empty(), draft.id()));
        refuses(Code.NOT_FOUND, () -> campaigns.open(OPERATOR, UUID.randomUUID()));
    }

    @Test
    void keepsEverythingThatWasPublishedOnTheRoll() {
        Enterprise one = enterprise();
        Enterprise two = enterprise();
        Pledge first = PledgeFixtures.published(pledges, campaign, one);
        Pledge second = PledgeFixtures.published(pledges, campaign, two);
        Caller owner = PledgeFixtures.owner(one);
        refuses(Code.NOT_FOUND, () -> pledges.withdraw(PledgeFixtures.owner(two), first.id(), "x"));
        pledges.withdraw(owner, first.id(), "业务调整");
        pledges.remove(PUBLISHER, second.id(), "登记信息不实");
        assertThat(roll.show(first.id()).entry().reason()).isEqualTo("业务调整");
        assertThat(roll.show(first.id()).steps())
                .extracting(Pledge.Step::state)
                .containsExactly("PUBLISHED", "WITHDRAWN");
        assertThat(roll.show(second.id()).entry().state()).isEqualTo("REMOVED");
        refuses(Code.WRONG_STATE, () -> pledges.remove(PUBLISHER, second.id(), "x"));
    }

    @Test
    void keepsWhatWasNeverPublishedOffTheRoll() {
        Pledge refused = PledgeFixtures.signed(pledges, campaign, enterprise());
        pledges.refuse(REVIEWER, refused.id(), "签署人无授权");
        Enterprise one = enterprise();
        Pledge withdrawn = PledgeFixtures.signed(pledges, campaign, one);
        pledges.withdraw(PledgeFixtures.owner(one), withdrawn.id(), "误签");
        refuses(Code.NOT_FOUND, () -> roll.show(refused.id()));
        refuses(Code.NOT_FOUND, () -> roll.show(withdrawn.id()));
    }

    @Test
    void letsOnlyTheRightRolesAct() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, enterprise());
        refuses(Code.FORBIDDEN, () -> pledges.approve(PUBLISHER, pledge.id()));
        refuses(Code.FORBIDDEN, () -> pledges.publish(REVIEWER, pledge.id()));
        refuses(Code.FORBIDDEN, () -> pledges.refuse(OPERATOR, pledge.id(), "x"));
        refuses(Code.FORBIDDEN, () -> campaigns.create(REVIEWER, CampaignFixtures.plan()));
        Caller other = Callers.of(UUID.randomUUID(), Role.OWNER);
        refuses(Code.NOT_FOUND, () -> desk.detail(other, pledge.id()));
    }
}
