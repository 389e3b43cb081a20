// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.web.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CampaignsTest {
    private static Database db;
    private static Campaigns campaigns;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        campaigns = CampaignFixtures.campaigns(db, new TestClock("2026-09-10T00:00:00Z"));
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static PledgeText other() {
        return new PledgeText(new Bilingual("新题", "New title"), CampaignFixtures.text().parts());
    }

    private static Campaign.Plan plan(List<Bilingual> coOrganisers, PledgeText text) {
        Campaign.Plan plan = CampaignFixtures.plan();
        return new Campaign.Plan(
                2027,
                new Bilingual("改后主题", "Edited theme"),
                Window.of(LocalDate.of(2027, 9, 1), LocalDate.of(2027, 9, 30)),
                plan.organiser(),
                coOrganisers,
                plan.criteria(),
                text);
    }

    @Test
    void clonesTheCampaignOfTheYearBeforeAsADraft() {
        Campaign one = CampaignFixtures.open(campaigns);
        campaigns.replaceText(OPERATOR, one.id(), other());
        Campaign next = campaigns.cloned(OPERATOR, one.id());
        assertThat(next.state()).isEqualTo(CampaignState.DRAFT);
        assertThat(next.plan().year()).isEqualTo(2027);
        assertThat(next.plan().window().firstDay()).isEqualTo("2027-09-01");
        assertThat(next.plan().window().lastDay()).isEqualTo("2027-09-30");
        assertThat(next.plan().coOrganisers()).isEqualTo(one.plan().coOrganisers());
        assertThat(next.textVersion()).isEqualTo(1);
        assertThat(next.textHash()).isEqualTo(other().hash());
        assertThat(next.frozen()).isFalse();
        refuses(Code.FORBIDDEN, () -> campaigns.cloned(REVIEWER, one.id()));
    }

    @Test
    void editsADraftAndNothingThatWasOpened() {
        Campaign draft = campaigns.create(OPERATOR, CampaignFixtures.plan());
        List<Bilingual> co =
                List.of(new Bilingual("甲学会", "Institute A"), new Bilingual("乙协会", "Society B"));
        Campaign.Plan plan = plan(co, other());
        Campaign edited = campaigns.edit(OPERATOR, draft.id(), plan);
        assertThat(edited.plan()).isEqualTo(plan);
        assertThat(edited.textVersion()).isEqualTo(2);
        assertThat(campaigns.edit(OPERATOR, draft.id(), plan).textVersion()).isEqualTo(2);
        campaigns.open(OPERATOR, draft.id());
        refuses(Code.WRONG_STATE, () -> campaigns.edit(OPERATOR, draft.id(), plan));
        refuses(Code.FORBIDDEN, () -> campaigns.edit(REVIEWER, draft.id(), plan));
    }

    @Test
    void showsEachVersionOfTheTextThatWasEverInForce() {
        Campaign draft = campaigns.create(OPERATOR, CampaignFixtures.plan());
        campaigns.edit(OPERATOR, draft.id(), plan(List.of(), other()));
        campaigns.open(OPERATOR, draft.id());
        campaigns.replaceText(OPERATOR, draft.id(), CampaignFixtures.text());
        assertThat(campaigns.texts(Optional.of(OPERATOR), draft.id()))
                .extracting(TextVersion::version)
                .containsExactly(3, 2, 1);
        assertThat(campaigns.texts(Optional.empty(), draft.id()))
                .extracting(TextVersion::hash)
                .containsExactly(CampaignFixtures.text().hash(), other().hash());
        assertThat(campaigns.text(Optional.empty(), draft.id(), 2).text()).isEqualTo(other());
        refuses(Code.NOT_FOUND, () -> campaigns.text(Optional.empty(), draft.id(), 1));
        refuses(Code.NOT_FOUND, () -> campaigns.text(Optional.empty(), draft.id(), 4));
    }

    @Test
    void archivesWhatIsClosedForGood() {
        Campaign one = CampaignFixtures.open(campaigns);
        refuses(Code.WRONG_STATE, () -> campaigns.archive(OPERATOR, one.id()));
        campaigns.close(OPERATOR, one.id());
        campaigns.archive(OPERATOR, one.id());
        refuses(Code.WRONG_STATE, () -> campaigns.open(OPERATOR, one.id()));
    }

    @Test
    void writesATextAsItIsTyped() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("CampaignsTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            Bilingual title = both(random);
            PledgeText text =
                    new PledgeText(
                            title,
                            List.of(
                                    new PledgeText.Part(
                                            both(random),
                                            List.of(
                                                    new PledgeText.Commitment(
                                                            both(random), both(random))))));
            assertThat(PledgeTextFormat.read(PledgeTextFormat.write(text)))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    private static Bilingual both(Random random) {
        return new Bilingual(side(random), side(random));
    }

    private static String side(Random random) {
        StringBuilder side = new StringBuilder("文");
        if (random.nextBoolean()) {
            side.setLength(0);
            side.append('#');
        }
        for (int i = random.nextInt(9); i >= 0; i--) {
            side.append("#|\\ a文".charAt(random.nextInt(6)));
        }
        return side.append('.').toString();
    }
}
