// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
    private static final Place FIRST = new Place(1, 1);
    private static final Said SAID = new Said("全年按标准生产。", "To the standard.", List.of());

    private TestWorld world;
    private Pledges pledges;
    private Commitments commitments;
    private CommitmentDesk desk;
    private Campaign campaign;
    private Enterprise maker;
    private Caller owner;
    private Pledge pledge;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Campaigns campaigns = CampaignFixtures.campaigns(world.db, world.now::get);
        pledges = PledgeFixtures.pledges(world.db, world.enterprises, campaigns, world.now::get);
        commitments =
                new Commitments(
                        world.db, world.publicLog, campaigns, pledges, world.ids, world.now::get);
        desk =
                new CommitmentDesk(
                        world.db, world.publicLog, campaigns, commitments, world.now::get);
        campaign = CampaignFixtures.open(campaigns);
        maker = world.maker();
        owner = world.of(maker.id(), Role.OWNER);
        pledge = PledgeFixtures.published(pledges, campaign, maker);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private CommitmentReport published(Said said, int seen) {
        commitments.draft(owner, pledge.id(), FIRST, said, seen);
        return commitments.publish(owner, pledge.id(), FIRST, seen);
    }

    @Test
    void publishesADraftAsAnOpenStatement() {
        commitments.draft(owner, pledge.id(), FIRST, SAID, 0);
        assertThat(commitments.show(pledge.id()).line(FIRST).report()).isEmpty();
        assertThat(commitments.own(owner).getFirst().drafts()).containsExactly(FIRST);
        CommitmentReport report = commitments.publish(owner, pledge.id(), FIRST, 0);
        Commitments.Shown shown = commitments.show(pledge.id());
        assertThat(shown.line(FIRST).report()).contains(report);
        assertThat(shown.missing()).isEqualTo(2);
        assertThat(commitments.own(owner).getFirst().drafts()).isEmpty();
        assertThat(world.statements(CommitmentReport.subject(report.id())))
                .singleElement()
                .asString()
                .contains("commitment.reported")
                .contains(maker.id().toString())
                .contains("全年按标准生产。");
    }

    @Test
    void keepsEveryVersionAndTheIdOfTheReport() {
        CommitmentReport first = published(SAID, 0);
        world.now.set(world.now.get().plusSeconds(60));
        Said corrected = new Said("全年按标准生产，更正。", "", List.of());
        CommitmentReport second = published(corrected, 1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.older()).isEqualTo(first.versions());
        assertThat(commitments.show(pledge.id()).line(FIRST).report()).contains(second);
        assertThat(world.statements(CommitmentReport.subject(first.id()))).hasSize(2);
    }

    @Test
    void refusesAWriterWhoSawAnOlderVersion() {
        published(SAID, 0);
        refuses(Code.CONFLICT, () -> commitments.draft(owner, pledge.id(), FIRST, SAID, 0));
        commitments.draft(owner, pledge.id(), FIRST, SAID, 1);
        refuses(Code.CONFLICT, () -> commitments.publish(owner, pledge.id(), FIRST, 0));
        commitments.publish(owner, pledge.id(), FIRST, 1);
        refuses(Code.NOT_FOUND, () -> commitments.publish(owner, pledge.id(), FIRST, 2));
    }

    @Test
    void publishesOnceWhenManyPublishAtOnce() throws Exception {
        commitments.draft(owner, pledge.id(), FIRST, SAID, 0);
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tries.add(threads.submit(this::publishes));
            }
            for (Future<Boolean> each : tries) {
                won += each.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(commitments.show(pledge.id()).line(FIRST).report().orElseThrow().versions())
                .hasSize(1);
    }

    private boolean publishes() {
        try {
            commitments.publish(owner, pledge.id(), FIRST, 0);
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isIn(Code.CONFLICT, Code.NOT_FOUND);
            return false;
        }
    }

    @Test
    void takesTwentyVersionsAndNoMore() {
        for (int seen = 0; seen < CommitmentReport.VERSIONS_MAX; seen++) {
            published(SAID, seen);
        }
        refuses(Code.WRONG_COUNT, () -> published(SAID, CommitmentReport.VERSIONS_MAX));
    }

    @Test
    void letsOnlyTheEnterpriseWriteAndOnlyItsOwnerPublish() {
        Enterprise other = world.maker();
        Caller stranger = world.of(other.id(), Role.OWNER);
        Caller quality = world.of(maker.id(), Role.QUALITY);
        Caller service = world.of(maker.id(), Role.SERVICE);
        UUID id = pledge.id();
        refuses(Code.NOT_FOUND, () -> commitments.draft(stranger, id, FIRST, SAID, 0));
        refuses(Code.NOT_FOUND, () -> commitments.work(stranger, id, FIRST));
        refuses(Code.FORBIDDEN, () -> commitments.draft(service, id, FIRST, SAID, 0));
        refuses(Code.FORBIDDEN, () -> commitments.draft(OPERATOR, id, FIRST, SAID, 0));
        commitments.draft(quality, id, FIRST, SAID, 0);
        refuses(Code.FORBIDDEN, () -> commitments.publish(quality, id, FIRST, 0));
        refuses(Code.NOT_FOUND, () -> commitments.publish(stranger, id, FIRST, 0));
        commitments.publish(owner, id, FIRST, 0);
        assertThat(commitments.own(stranger)).isEmpty();
    }

    @Test
    void refusesPlacesThatTheTextDoesNotHaveAndPledgesThatWereNeverPublished() {
        Place none = new Place(3, 1);
        refuses(Code.NOT_FOUND, () -> commitments.draft(owner, pledge.id(), none, SAID, 0));
        Enterprise other = world.maker();
        Pledge signed = PledgeFixtures.signed(pledges, campaign, other);
        refuses(Code.NOT_FOUND, () -> commitments.show(signed.id()));
        Caller its = world.of(other.id(), Role.OWNER);
        refuses(Code.NOT_FOUND, () -> commitments.draft(its, signed.id(), FIRST, SAID, 0));
    }

    @Test
    void keepsWhatWasReportedWhenTheSignatureIsRemovedAndAsksForNoMore() {
        published(SAID, 0);
        pledges.remove(PUBLISHER, pledge.id(), "登记信息不实");
        Commitments.Shown shown = commitments.show(pledge.id());
        assertThat(shown.stands()).isFalse();
        assertThat(shown.missing()).isZero();
        assertThat(shown.line(FIRST).report()).isPresent();
        refuses(Code.WRONG_STATE, () -> commitments.draft(owner, pledge.id(), FIRST, SAID, 1));
    }

    @Test
    void takesEvidenceThatIsTheEnterprisesOwn() {
        Product product = world.product(maker.id(), "6901234567892");
        world.lot(product, "L1");
        world.lot(product, "L2");
        Caller quality = world.of(maker.id(), Role.QUALITY);
        LotNumber held = new LotNumber("L1");
        world.products.hold(quality, product.gtin(), held, "复检");
        world.products.release(quality, product.gtin(), held, "合格");
        commitments.draft(owner, pledge.id(), FIRST, with("6901234567892/L1"), 0);
        for (String wrong : List.of("6901234567892/L2", "6901234567892/L3")) {
            refuses(
                    Code.NOT_FOUND,
                    () -> commitments.draft(owner, pledge.id(), FIRST, with(wrong), 0));
        }
        Enterprise other = world.maker();
        Pledge others = PledgeFixtures.published(pledges, campaign, other);
        Caller its = world.of(other.id(), Role.OWNER);
        refuses(
                Code.NOT_FOUND,
                () -> commitments.draft(its, others.id(), FIRST, with("6901234567892/L1"), 0));
        Said answer =
                new Said(
                        "已答复。",
                        "",
                        List.of(
                                new Evidence(
                                        Evidence.Kind.CONSUMER_ANSWER, "R-20260901-7K3F9Q2M")));
        refuses(Code.NOT_FOUND, () -> commitments.draft(owner, pledge.id(), FIRST, answer, 0));
    }

    private static Said with(String lot) {
        return new Said("一批暂停。", "", List.of(new Evidence(Evidence.Kind.HELD_LOT, lot)));
    }

    @Test
    void saysWhatIsDueAndWhen() {
        Commitments.Shown shown = commitments.show(pledge.id());
        assertThat(shown.plan().dueOn()).isEqualTo("2026-12-31");
        assertThat(shown.missing()).isEqualTo(3);
        assertThat(shown.overdue()).isFalse();
        world.now.set(Instant.parse("2026-12-31T15:59:59Z"));
        assertThat(commitments.show(pledge.id()).overdue()).isFalse();
        world.now.set(Instant.parse("2026-12-31T16:00:00Z"));
        assertThat(commitments.show(pledge.id()).overdue()).isTrue();
        commitments.draft(owner, pledge.id(), FIRST, SAID, 0);
        commitments.publish(owner, pledge.id(), FIRST, 0);
    }

    @Test
    void takesAnotherDueDateWithinItsLimits() {
        UUID id = campaign.id();
        refuses(Code.FORBIDDEN, () -> desk.plan(REVIEWER, id, LocalDate.of(2027, 3, 31), 1));
        for (LocalDate wrong : List.of(LocalDate.of(2026, 9, 29), LocalDate.of(2028, 10, 1))) {
            refuses(Code.OUT_OF_RANGE, () -> desk.plan(OPERATOR, id, wrong, 1));
        }
        LocalDate last = LocalDate.of(2028, 9, 30);
        refuses(Code.OUT_OF_RANGE, () -> desk.plan(OPERATOR, id, last, 3));
        refuses(Code.OUT_OF_RANGE, () -> desk.plan(OPERATOR, id, last, 0));
        desk.plan(OPERATOR, id, last, 2);
        desk.plan(OPERATOR, id, LocalDate.of(2026, 9, 30), 1);
        Commitments.Shown shown = commitments.show(pledge.id());
        assertThat(shown.plan().dueOn()).isEqualTo("2026-09-30");
        assertThat(shown.missing()).isEqualTo(2);
        assertThat(world.statements(Campaign.subject(id)).getFirst()).contains("2026-09-30");
    }

    @Test
    void showsTheAssociationWhoHasReportedByName() {
        desk.plan(OPERATOR, campaign.id(), LocalDate.of(2026, 12, 31), 1);
        List<Pledge> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(PledgeFixtures.published(pledges, campaign, world.maker()));
        }
        pledges.remove(PUBLISHER, others.get(3).id(), "登记信息不实");
        published(SAID, 0);
        Place second = new Place(1, 2);
        commitments.draft(owner, pledge.id(), second, SAID, 0);
        commitments.publish(owner, pledge.id(), second, 0);
        CommitmentDesk.Overview all = overview(CommitmentDesk.Which.ALL, Optional.empty(), 3);
        assertThat(all.expected()).isEqualTo(2);
        assertThat(all.enterprises()).isEqualTo(4);
        assertThat(all.complete()).isEqualTo(1);
        assertThat(all.rows()).hasSize(3).extracting(one -> one.name().zh()).isSorted();
        CommitmentDesk.Overview rest =
                overview(CommitmentDesk.Which.ALL, Optional.of(UUID.fromString(all.next())), 3);
        assertThat(rest.rows()).hasSize(1).doesNotContainAnyElementsOf(all.rows());
        assertThat(overview(CommitmentDesk.Which.REPORTED, Optional.empty(), 50).rows())
                .singleElement()
                .satisfies(one -> assertThat(one.pledge()).isEqualTo(pledge.id()))
                .satisfies(one -> assertThat(one.reported()).isEqualTo(2));
        assertThat(overview(CommitmentDesk.Which.DUE, Optional.empty(), 50).rows()).hasSize(3);
        List<CommitmentDesk.Progress> each = new ArrayList<>();
        desk.each(OPERATOR, campaign.id(), CommitmentDesk.Which.ALL, each::add);
        assertThat(each).hasSize(4);
        refuses(
                Code.FORBIDDEN,
                () ->
                        desk.overview(
                                owner,
                                campaign.id(),
                                CommitmentDesk.Which.ALL,
                                Optional.empty(),
                                1));
    }

    private CommitmentDesk.Overview overview(
            CommitmentDesk.Which which, Optional<UUID> after, int countMax) {
        return desk.overview(OPERATOR, campaign.id(), which, after, countMax);
    }
}
