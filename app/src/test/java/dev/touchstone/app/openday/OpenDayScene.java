// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.notice.Mailer;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.pledge.PledgeDesk;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An enterprise on a roll that opens its doors, and a clock to let time pass.
abstract class OpenDayScene {
    static final Registration.Visitor VISITOR =
            new Registration.Visitor("示例访客", "visitor@example.org", "");

    TestWorld world;
    Pledges pledges;
    OpenDays days;
    Visits visits;
    Comments comments;
    Campaign campaign;
    Enterprise maker;
    Caller owner;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Campaigns campaigns = CampaignFixtures.campaigns(world.db, world.now::get);
        pledges = PledgeFixtures.pledges(world.db, world.enterprises, campaigns, world.now::get);
        campaign = CampaignFixtures.open(campaigns);
        maker = world.maker();
        PledgeFixtures.published(pledges, campaign, maker);
        owner = world.of(maker.id(), Role.OWNER);
        site(maker);
        Mailer mailer =
                letter -> {
                    throw new IllegalStateException("nothing is sent here");
                };
        Notices notices =
                new Notices(
                        world.db,
                        Optional.of(mailer),
                        Messages.load(List.of("web", "notice", "openday")),
                        new byte[32],
                        "https://quality.example",
                        world.ids,
                        world.now::get,
                        world.random);
        days =
                new OpenDays(
                        world.db,
                        world.publicLog,
                        world.enterprises,
                        new PledgeDesk(world.db),
                        notices,
                        new byte[32],
                        "https://quality.example",
                        world.ids,
                        world.now::get,
                        world.random);
        visits = days.visits();
        comments = days.comments();
    }

    @AfterEach
    void close() {
        world.close();
    }

    void site(Enterprise one) {
        world.enterprises
                .changes()
                .addSite(
                        world.of(one.id(), Role.OWNER),
                        one.id(),
                        new dev.touchstone.app.enterprise.Registration.SiteName(
                                "一号厂", Region.parse("440000")));
    }

    OpenDay.Plan plan(int capacity, Duration ahead) {
        Instant from = world.now.get().plus(ahead);
        return new OpenDay.Plan(
                "一号厂",
                Region.parse("440000"),
                "示例路1号",
                from,
                from.plus(Duration.ofHours(2)),
                from,
                new Bilingual("参观生产线", "See the line"),
                new Bilingual("全程讲解", ""),
                capacity,
                Set.of("zh"),
                "",
                "");
    }

    OpenDay published(int capacity) {
        OpenDay day = days.plan(owner, campaign.id(), plan(capacity, Duration.ofDays(3)));
        return days.publish(owner, day.id());
    }

    Visits.Made register(OpenDay day, int party) {
        world.now.updateAndGet(before -> before.plusMillis(1));
        return visits.register(day.id(), VISITOR, party, Language.ZH);
    }

    OpenDay now(OpenDay day) {
        return days.show(Optional.empty(), day.id());
    }

    List<String> letters() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select kind from notice order by posted_at, id")
                                .mapTo(String.class)
                                .list());
    }

    static void refuses(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    void pass(Duration time) {
        world.now.updateAndGet(before -> before.plus(time));
    }
}
