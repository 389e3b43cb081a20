// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollTest {
    private final TestClock clock = new TestClock("2026-09-10T00:00:00Z");
    private Database db;
    private Enterprises enterprises;
    private Campaigns campaigns;
    private Pledges pledges;
    private Roll roll;
    private Campaign campaign;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, clock);
        campaigns = CampaignFixtures.campaigns(db, clock);
        pledges = PledgeFixtures.pledges(db, enterprises, campaigns, clock);
        roll = RollFixtures.roll(db, campaigns, pledges, clock);
        campaign = CampaignFixtures.open(campaigns);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private List<Pledge> published(Campaign in, int from, int to) {
        List<Pledge> made = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            Optional<Enterprise> known = enterprises.withCode(EnterpriseFixtures.code(n));
            int number = n;
            clock.set(clock.instant().plusMillis(1));
            Enterprise one =
                    known.orElseGet(() -> EnterpriseFixtures.verified(enterprises, number));
            made.add(PledgeFixtures.published(pledges, in, one));
        }
        return made;
    }

    private static RollFilter filter(
            Optional<Region> province, Optional<Industry> industry, Optional<String> text) {
        return new RollFilter(
                Optional.empty(), province, industry, Optional.empty(), Optional.empty(), text);
    }

    @Test
    void pagesForwardAndBackThroughTheSameEntries() {
        List<UUID> made = published(campaign, 1, 25).stream().map(Pledge::id).toList();
        List<UUID> forward = new ArrayList<>();
        RollPlace place = new RollPlace.Start();
        Roll.View view = roll.view(RollFilter.ALL, place, 10);
        assertThat(view.before()).isFalse();
        while (true) {
            view.entries().forEach(one -> forward.add(one.pledge()));
            if (!view.after()) {
                break;
            }
            place = new RollPlace.After(view.entries().getLast().pledge());
            view = roll.view(RollFilter.ALL, place, 10);
            assertThat(view.before()).isTrue();
        }
        assertThat(forward).containsExactlyElementsOf(made);
        List<UUID> back = new ArrayList<>();
        while (view.before()) {
            place = new RollPlace.Before(view.entries().getFirst().pledge());
            view = roll.view(RollFilter.ALL, place, 10);
            assertThat(view.after()).isTrue();
            back.addAll(0, view.entries().stream().map(RollEntry::pledge).toList());
        }
        assertThat(back).containsExactlyElementsOf(made.subList(0, 20));
    }

    @Test
    void aPlaceBeyondTheEndIsAnEmptyPage() {
        List<Pledge> made = published(campaign, 1, 2);
        for (RollPlace beyond :
                List.of(
                        new RollPlace.After(made.getLast().id()),
                        new RollPlace.Before(made.getFirst().id()))) {
            Roll.View view = roll.view(RollFilter.ALL, beyond, 10);
            assertThat(view.entries()).isEmpty();
            assertThat(view.before()).isFalse();
            assertThat(view.after()).isFalse();
            assertThat(new RollPage(view, java.util.Map.of()).before()).isEmpty();
        }
    }

    @Test
    void countsWhatItLists() {
        long seed = Long.getLong("touchstone.seed", 20_261_122L);
        Random random = new Random(seed);
        published(campaign, 1, 60);
        for (int i = 0; i < 40; i++) {
            RollFilter some =
                    filter(
                            random.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(Region.all().get(random.nextInt(8))),
                            random.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(Industry.all().get(random.nextInt(8))),
                            random.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(String.valueOf(random.nextInt(7))));
            List<RollEntry> told = new ArrayList<>();
            roll.each(some, told::add);
            Roll.View view = roll.view(some, new RollPlace.Start(), 100);
            assertThat(view.count()).as("seed %d, %s", seed, some).isEqualTo(told.size());
            assertThat(view.entries()).containsExactlyElementsOf(told);
            List<RollEntry> anywhere = new ArrayList<>();
            roll.each(filter(Optional.empty(), some.industry(), some.text()), anywhere::add);
            view.byProvince()
                    .forEach(
                            (code, count) ->
                                    assertThat(
                                                    anywhere.stream()
                                                            .filter(
                                                                    one ->
                                                                            one.province()
                                                                                    .code()
                                                                                    .equals(code)))
                                            .hasSize(count.intValue()));
            assertThat(view.byProvince().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(anywhere.size());
        }
    }

    @Test
    void hasThirtyFourTiles() {
        Roll.View view = roll.view(RollFilter.ALL, new RollPlace.Start(), 10);
        assertThat(new RollPage(view, java.util.Map.of()).tiles()).hasSize(34);
    }

    @Test
    void comparesTwoRollsByEnterprise() {
        Campaign next = CampaignFixtures.open(campaigns);
        List<Pledge> first = published(campaign, 1, 6);
        List<Pledge> second = published(next, 4, 9);
        pledges.withdraw(
                PledgeFixtures.owner(
                        enterprises.withCode(EnterpriseFixtures.code(6)).orElseThrow()),
                second.get(2).id(),
                "业务调整");
        pledges.remove(PUBLISHER, first.getFirst().id(), "登记信息不实");
        RollComparison stayed = compare(next, RollComparison.Part.STAYED);
        assertThat(stayed.counts()).isEqualTo(new RollComparison.Counts(3, 2, 3));
        assertThat(stayed.entries())
                .extracting(RollEntry::pledge)
                .containsExactly(second.get(0).id(), second.get(1).id());
        assertThat(compare(next, RollComparison.Part.NEW).entries())
                .extracting(RollEntry::pledge)
                .containsExactlyElementsOf(second.subList(3, 6).stream().map(Pledge::id).toList());
        assertThat(compare(next, RollComparison.Part.LEFT).entries())
                .extracting(RollEntry::pledge)
                .containsExactly(first.get(1).id(), first.get(2).id(), first.get(5).id());
    }

    private RollComparison compare(Campaign next, RollComparison.Part part) {
        return roll.compare(campaign.id(), next.id(), part, Optional.empty(), 100);
    }

    @Test
    void comparesNoRollThatIsNotThere() {
        Campaign draft = campaigns.create(OPERATOR, CampaignFixtures.plan());
        for (UUID wrong : List.of(draft.id(), UUID.randomUUID())) {
            assertThatThrownBy(
                            () ->
                                    roll.compare(
                                            campaign.id(),
                                            wrong,
                                            RollComparison.Part.NEW,
                                            Optional.empty(),
                                            10))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.NOT_FOUND));
        }
    }
}
