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
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final TestClock CLOCK = new TestClock("2026-09-10T00:00:00Z");
    private static final Caller OTHER =
            new Caller(
                    new UUID(7, 7),
                    "other",
                    Set.of(Role.REVIEWER, Role.PUBLISHER),
                    Optional.empty(),
                    Optional.empty());

    private static final Caller THIRD =
            new Caller(
                    new UUID(8, 8),
                    "third",
                    Set.of(Role.REVIEWER, Role.PUBLISHER),
                    Optional.empty(),
                    Optional.empty());

    private static Database db;
    private static Enterprises enterprises;
    private static Campaigns campaigns;
    private static Pledges pledges;
    private static PledgeDesk desk;
    private static int next = 4_000;

    private Campaign campaign;
    private Enterprise one;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, CLOCK);
        campaigns = CampaignFixtures.campaigns(db, CLOCK);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, CLOCK);
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
        one = EnterpriseFixtures.verified(enterprises, next++);
    }

    private Caller owner() {
        return PledgeFixtures.owner(one);
    }

    private List<String> steps(Pledge pledge) {
        return desk.detail(REVIEWER, pledge.id()).steps().stream().map(Pledge.Step::state).toList();
    }

    @Test
    void reviewsAgainWhatWasRefusedWhenAnAppealSucceeds() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, one);
        Reason reason = new Reason(Reason.Kind.LETTER_MISSING, "未附授权书");
        pledges.refuse(REVIEWER, pledge.id(), reason);
        assertThat(pledges.appeal(owner(), pledge.id(), "已补交授权书").state().code())
                .isEqualTo("REFUSED");
        assertThat(desk.counts(REVIEWER, campaign.id())).containsEntry("APPEALED", 1);
        assertThat(desk.queue(OTHER, campaign.id(), "APPEALED", Optional.empty())).hasSize(1);
        refuses(Code.SAME_PERSON, () -> pledges.decideAppeal(REVIEWER, pledge.id(), false, "自己不能"));
        Pledge again = pledges.decideAppeal(OTHER, pledge.id(), false, "授权书有效");
        assertThat(again.state()).isEqualTo(new PledgeState.Submitted());
        pledges.approve(REVIEWER, pledge.id());
        pledges.publish(PUBLISHER, pledge.id());
        assertThat(steps(pledge))
                .containsExactly(
                        "SUBMITTED",
                        "REFUSED",
                        "APPEALED",
                        "APPEAL_OVERTURNED",
                        "APPROVED",
                        "PUBLISHED");
        assertThat(desk.detail(owner(), pledge.id()).steps())
                .extracting(Pledge.Step::statement)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatWasRemovedVisibleWhileItIsReviewedAgain() {
        Pledge pledge = PledgeFixtures.published(pledges, campaign, one);
        Instant first = pledge.publishedAt().orElseThrow();
        CLOCK.set(Instant.parse("2026-10-01T00:00:00Z"));
        pledges.remove(PUBLISHER, pledge.id(), new Reason(Reason.Kind.DATA_WRONG, "名称有误"));
        pledges.appeal(owner(), pledge.id(), "名称无误");
        refuses(Code.SAME_PERSON, () -> pledges.decideAppeal(PUBLISHER, pledge.id(), true, "x"));
        Pledge again = pledges.decideAppeal(OTHER, pledge.id(), false, "核对无误");
        assertThat(again.publishedAt()).contains(first);
        pledges.approve(REVIEWER, pledge.id());
        assertThat(pledges.publish(PUBLISHER, pledge.id()).publishedAt()).contains(first);
    }

    @Test
    void letsADecisionStandForGood() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, one);
        pledges.refuse(REVIEWER, pledge.id(), "资料不符");
        pledges.appeal(owner(), pledge.id(), "请复核");
        Pledge upheld = pledges.decideAppeal(OTHER, pledge.id(), true, "维持");
        assertThat(upheld.state().appeal().orElseThrow().code()).isEqualTo("UPHELD");
        assertThat(upheld.state().why().orElseThrow().text()).isEqualTo("资料不符");
        refuses(Code.WRONG_STATE, () -> pledges.appeal(owner(), pledge.id(), "再次"));
        refuses(Code.WRONG_STATE, () -> pledges.decideAppeal(OTHER, pledge.id(), false, "改变主意"));
    }

    @Test
    void takesAnAppealWithinItsDeadlineFromTheEnterpriseAlone() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, one);
        pledges.refuse(REVIEWER, pledge.id(), "资料不符");
        Caller stranger = Callers.of(UUID.randomUUID(), Role.OWNER);
        refuses(Code.NOT_FOUND, () -> pledges.appeal(stranger, pledge.id(), "x"));
        refuses(Code.FORBIDDEN, () -> pledges.appeal(OPERATOR, pledge.id(), "x"));
        refuses(Code.FORBIDDEN, () -> pledges.decideAppeal(owner(), pledge.id(), false, "x"));
        CLOCK.set(Instant.parse("2026-09-25T00:00:00Z"));
        refuses(Code.APPEAL_OVER, () -> pledges.appeal(owner(), pledge.id(), "x"));
        CLOCK.set(Instant.parse("2026-09-24T23:59:59.999999Z"));
        pledges.appeal(owner(), pledge.id(), "x");
    }

    @Test
    void letsAReviewerTakeTheOwnApprovalBackBeforePublication() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, one);
        pledges.approve(REVIEWER, pledge.id());
        refuses(Code.WRONG_STATE, () -> pledges.takeBack(OTHER, pledge.id()));
        assertThat(pledges.takeBack(REVIEWER, pledge.id()).state())
                .isEqualTo(new PledgeState.Submitted());
        refuses(Code.WRONG_STATE, () -> pledges.publish(PUBLISHER, pledge.id()));
        pledges.approve(OTHER, pledge.id());
        pledges.publish(PUBLISHER, pledge.id());
        refuses(Code.WRONG_STATE, () -> pledges.takeBack(OTHER, pledge.id()));
    }

    @Test
    void refusesThatTheReviewerPublishes() {
        Pledge pledge = PledgeFixtures.signed(pledges, campaign, one);
        pledges.approve(OTHER, pledge.id());
        refuses(Code.SAME_PERSON, () -> pledges.publish(OTHER, pledge.id()));
        assertThat(pledges.publishAll(OTHER, campaign.id())).isZero();
    }

    @Test
    void expiresAtTheEndOfItsTimeAndNotBefore() {
        Pledge pledge = PledgeFixtures.published(pledges, campaign, one);
        assertThat(pledge.expiresAt()).isEqualTo(Instant.parse("2027-09-30T16:00:00Z"));
        Pledge waiting =
                PledgeFixtures.signed(
                        pledges, campaign, EnterpriseFixtures.verified(enterprises, next++));
        CLOCK.set(Instant.parse("2027-09-30T15:59:59.999999Z"));
        pledges.expireDue();
        assertThat(desk.detail(REVIEWER, pledge.id()).pledge().state().code())
                .isEqualTo("PUBLISHED");
        CLOCK.set(pledge.expiresAt());
        assertThat(pledges.expireDue()).isPositive();
        assertThat(pledges.expireDue()).isZero();
        assertThat(steps(pledge)).last().isEqualTo("EXPIRED");
        assertThat(desk.detail(REVIEWER, waiting.id()).pledge().state().code())
                .isEqualTo("SUBMITTED");
        refuses(Code.WRONG_STATE, () -> pledges.withdraw(owner(), pledge.id(), "x"));
    }

    @Test
    void takesASignatureUntilTheLastNanosecondOfTheWindow() {
        CLOCK.set(Instant.parse("2026-09-30T16:00:00Z"));
        refuses(Code.CAMPAIGN_NOT_OPEN, () -> PledgeFixtures.signed(pledges, campaign, one));
        CLOCK.set(Instant.parse("2026-09-30T15:59:59.999999999Z"));
        assertThat(PledgeFixtures.signed(pledges, campaign, one).signedOn())
                .isEqualTo("2026-09-30");
    }

    @Test
    void keepsASignatureOfTheEnterprisesOwnKey() {
        String toSign = pledges.toSign(owner(), campaign.id());
        for (PledgeKeys key :
                List.of(PledgeKeys.ed25519(new Random(1)), PledgeKeys.sm2(new Random(2)))) {
            one = EnterpriseFixtures.verified(enterprises, next++);
            String text = pledges.toSign(owner(), campaign.id());
            Pledge.Signing wrong = signing(key.given(toSign));
            refuses(Code.OWN_SIGNATURE_WRONG, () -> sign(wrong));
            Pledge pledge = sign(signing(key.given(text)));
            OwnSignature own = db.read(tx -> pledges.ownSignature(tx, pledge.id())).orElseThrow();
            assertThat(own.verifies(text)).isTrue();
        }
    }

    private Pledge sign(Pledge.Signing signing) {
        return pledges.sign(owner(), campaign.id(), signing, (tx, made) -> {});
    }

    private Pledge.Signing signing(OwnSignature.Given own) {
        return new Pledge.Signing(
                campaign.textHash(), PledgeFixtures.SIGNER, Category.BENCHMARK, Optional.of(own));
    }

    @Test
    void tellsAnEnterpriseTheNamesOfItsOwnPeopleOnly() {
        Pledge pledge = PledgeFixtures.published(pledges, campaign, one);
        assertThat(desk.detail(owner(), pledge.id()).names()).isEmpty();
        assertThat(desk.detail(owner(), pledge.id()).steps()).hasSize(3);
        refuses(Code.FORBIDDEN, () -> desk.counts(owner(), campaign.id()));
    }

    /// One thing that somebody may try to do with a signature.
    private interface Try {
        Pledge run();
    }

    private Try any(Random random, UUID id) {
        Caller by = List.of(REVIEWER, PUBLISHER, OTHER, THIRD).get(random.nextInt(4));
        return switch (random.nextInt(9)) {
            case 0, 1 -> () -> pledges.approve(by, id);
            case 2, 3 -> () -> pledges.publish(by, id);
            case 4 -> () -> pledges.refuse(by, id, "不符");
            case 5 -> () -> pledges.remove(by, id, "不符");
            case 6 -> () -> pledges.appeal(owner(), id, "请复核");
            case 7 -> () -> pledges.decideAppeal(by, id, random.nextInt(4) == 0, "已复核");
            default ->
                    () ->
                            random.nextInt(8) == 0
                                    ? pledges.withdraw(owner(), id, "调整")
                                    : pledges.takeBack(by, id);
        };
    }

    @Test
    void keepsAWholeHistoryAndAStatementAStepWhateverIsTried() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("ReviewTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 25; run++) {
            one = EnterpriseFixtures.verified(enterprises, next++);
            UUID id = PledgeFixtures.signed(pledges, campaign, one).id();
            int steps = 1;
            boolean wasPublished = false;
            for (int i = 0; i < 40; i++) {
                try {
                    Pledge moved = any(random, id).run();
                    steps++;
                    wasPublished |= moved.state() instanceof PledgeState.Published;
                } catch (Refused refused) {
                    assertThat(refused.code())
                            .as("seed %d", seed)
                            .isIn(Code.WRONG_STATE, Code.SAME_PERSON, Code.FORBIDDEN);
                }
                Pledge now = db.read(tx -> pledges.get(tx, id));
                assertThat(now.publishedAt().isPresent())
                        .as("seed %d: once published it never disappears", seed)
                        .isEqualTo(wasPublished);
            }
            List<Pledge.Step> history = db.read(tx -> pledges.steps(tx, id));
            assertThat(history).as("seed %d", seed).hasSize(steps);
            assertThat(history).extracting(Pledge.Step::statement).doesNotHaveDuplicates();
            assertThat(history)
                    .as("seed %d: the latest step's statement is the signature's", seed)
                    .last()
                    .extracting(Pledge.Step::statement)
                    .isEqualTo(db.read(tx -> pledges.get(tx, id)).statement());
        }
    }
}
