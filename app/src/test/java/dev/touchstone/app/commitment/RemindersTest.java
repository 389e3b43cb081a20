// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.notice.EmailAddress;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.notice.SmtpMailer;
import dev.touchstone.app.notice.SmtpServer;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemindersTest {
    private static final EmailAddress TO = new EmailAddress("quality@maker.example");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private TestWorld world;
    private Commitments commitments;
    private Pledges pledges;
    private Notices notices;
    private Reminders reminders;
    private Campaign campaign;
    private Enterprise maker;
    private Caller owner;
    private Pledge pledge;

    @BeforeEach
    void open() {
        mail.start();
        world = new TestWorld();
        Campaigns campaigns = CampaignFixtures.campaigns(world.db, world.now::get);
        pledges = PledgeFixtures.pledges(world.db, world.enterprises, campaigns, world.now::get);
        commitments =
                new Commitments(
                        world.db, world.publicLog, campaigns, pledges, world.ids, world.now::get);
        String address = "smtp://127.0.0.1:" + mail.getSmtp().getPort();
        SmtpServer server = SmtpServer.of(address, "", "noreply@quality.example");
        notices =
                new Notices(
                        world.db,
                        Optional.of(new SmtpMailer(server, world.now::get)),
                        Messages.load(List.of("web", "notice", "commitment")),
                        new byte[32],
                        "https://quality.example",
                        world.ids,
                        world.now::get,
                        world.random);
        reminders =
                new Reminders(
                        world.db,
                        campaigns,
                        commitments,
                        notices,
                        new byte[32],
                        "https://quality.example",
                        world.now::get,
                        world.random);
        campaign = CampaignFixtures.open(campaigns);
        maker = world.maker();
        owner = world.of(maker.id(), Role.OWNER);
        pledge = PledgeFixtures.published(pledges, campaign, maker);
    }

    @AfterEach
    void close() {
        mail.stop();
        world.close();
    }

    private int on(String day) {
        world.now.set(Instant.parse(day + "T02:00:00Z"));
        return reminders.remindDue();
    }

    @Test
    void remindsEachOnceAtEachTimeAndByLetterWhereAnAddressWasGiven() throws Exception {
        PledgeFixtures.published(pledges, campaign, world.maker());
        reminders.send(owner, Optional.of(new Reminders.Letters(TO, Language.EN)));
        assertThat(on("2026-11-30")).isZero();
        assertThat(on("2026-12-01")).isEqualTo(2);
        assertThat(on("2026-12-01")).isZero();
        assertThat(on("2026-12-20")).isZero();
        assertThat(on("2026-12-25")).isEqualTo(2);
        assertThat(on("2026-12-30")).isEqualTo(2);
        assertThat(on("2026-12-31")).isZero();
        assertThat(on("2027-01-01")).isZero();
        assertThat(notices.sendDue()).isEqualTo(3);
        MimeMessage letter = mail.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("Reports on the pledge are due on 2026-12-31");
        assertThat((String) letter.getContent())
                .contains(maker.nameEn())
                .contains("Reports on 3 of its commitments")
                .contains("https://quality.example/desk/commitments");
        assertThat(letter.getAllRecipients()[0]).hasToString(TO.text());
    }

    @Test
    void remindsNobodyWhoReportedEverything() {
        Said said = new Said("已履行。", "", List.of());
        for (Place place : List.of(new Place(1, 1), new Place(1, 2), new Place(2, 1))) {
            commitments.draft(owner, pledge.id(), place, said, 0);
            commitments.publish(owner, pledge.id(), place, 0);
        }
        assertThat(on("2026-12-25")).isZero();
    }

    @Test
    void givesAReminderThatWasMissedOnce() {
        assertThat(on("2026-12-28")).isEqualTo(1);
        assertThat(on("2026-12-29")).isZero();
        assertThat(on("2026-12-30")).isEqualTo(1);
    }

    @Test
    void keepsTheAddressSealedAndErasesIt() {
        reminders.send(owner, Optional.of(new Reminders.Letters(TO, Language.ZH)));
        assertThat(reminders.letters(owner)).contains(new Reminders.Letters(TO, Language.ZH));
        String stored =
                world.db.read(
                        tx ->
                                tx.sql()
                                        .createQuery("select l::text from commitment_letters l")
                                        .mapTo(String.class)
                                        .one());
        assertThat(stored).doesNotContain("maker.example");
        refuses(Code.FORBIDDEN, () -> reminders.letters(world.of(maker.id(), Role.QUALITY)));
        refuses(
                Code.FORBIDDEN,
                () -> reminders.send(world.caller(Role.OPERATOR), Optional.empty()));
        assertThat(reminders.letters(world.of(world.maker().id(), Role.OWNER))).isEmpty();
        reminders.send(owner, Optional.empty());
        assertThat(reminders.letters(owner)).isEmpty();
    }
}
