// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.touchstone.app.TestWorld;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final EmailAddress TO = new EmailAddress("visitor@example.org");
    private static final byte[] KEY = new byte[32];

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private TestWorld world;

    @BeforeEach
    void open() {
        world = new TestWorld();
        mail.start();
    }

    @AfterEach
    void close() {
        mail.stop();
        world.close();
    }

    private Notices notices(Optional<Mailer> mailer) {
        return new Notices(
                world.db,
                mailer,
                Messages.load(List.of("web", "notice")),
                KEY,
                "https://quality.example",
                world.ids,
                world.now::get,
                world.random);
    }

    private Notices sending() {
        String address = "smtp://127.0.0.1:" + mail.getSmtp().getPort();
        SmtpServer server = SmtpServer.of(address, "", "noreply@quality.example");
        return notices(Optional.of(new SmtpMailer(server, world.now::get)));
    }

    private static Notice notice(Language language) {
        return new Notice(TO, language, "notice.test", List.of("A-7\r\nBcc: other@example.org"));
    }

    private boolean post(Notices notices, Notice notice) {
        return world.db.write(tx -> notices.post(tx, notice));
    }

    private List<String> stored() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select notice::text from notice")
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void sendsALetterInTheLanguageOfItsReader() throws MessagingException, IOException {
        Notices notices = sending();
        assertThat(post(notices, notice(Language.ZH))).isTrue();
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(notices.sendDue()).isZero();
        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("试金石平台给 A-7 Bcc: other@example.org 的测试邮件");
        assertThat((String) got.getContent()).contains("A-7").contains("https://quality.example");
        assertThat(got.getAllRecipients()).hasSize(1);
        assertThat(got.getAllRecipients()[0]).hasToString(TO.text());
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getHeader("Content-Language")).containsExactly("zh-CN");
        assertThat(got.getMessageID()).endsWith("@quality.example>");
    }

    @Test
    void aLetterOfATransactionThatFailsIsNeverSent() {
        Notices notices = sending();
        assertThatThrownBy(
                        () ->
                                world.db.change(
                                        tx -> {
                                            notices.post(tx, notice(Language.EN));
                                            throw new IllegalStateException("undone");
                                        }))
                .hasMessage("undone");
        assertThat(notices.sendDue()).isZero();
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void keepsNothingReadableWhileItWaitsAndNothingAtAllOnceSent() {
        Notices notices = sending();
        post(notices, notice(Language.EN));
        assertThat(stored()).singleElement().asString().doesNotContain("visitor", "A-7");
        notices.sendDue();
        assertThat(stored()).singleElement().asString().contains("SENT").doesNotContain("\\x\\x");
        world.now.updateAndGet(before -> before.plus(Duration.ofDays(31)));
        assertThat(notices.dropSettled()).isEqualTo(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void triesAgainUntilTheServerIsBackAndUnderTheSameId() {
        List<Letter> tried = new ArrayList<>();
        List<Mailer.Outcome> answers = new ArrayList<>();
        answers.add(new Mailer.Outcome.Unreachable("CONNECTION"));
        answers.add(new Mailer.Outcome.Unreachable("SMTP 451"));
        answers.add(new Mailer.Outcome.Taken());
        Notices notices =
                notices(
                        Optional.of(
                                letter -> {
                                    tried.add(letter);
                                    return answers.removeFirst();
                                }));
        post(notices, notice(Language.EN));
        assertThat(notices.sendDue()).isZero();
        assertThat(notices.sendDue()).isZero();
        assertThat(tried).hasSize(1);
        assertThat(notices.overview(world.caller(Role.OPERATOR)).faults())
                .containsExactly(new Notices.Trouble(true, "CONNECTION", 1));
        world.now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
        assertThat(notices.sendDue()).isZero();
        world.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(tried).hasSize(3);
        assertThat(tried.stream().map(Letter::id).distinct()).hasSize(1);
    }

    @Test
    void givesUpWhatIsRefusedForGoodAndWhatNeverGoesThrough() {
        List<Mailer.Outcome> answers = new ArrayList<>();
        answers.add(new Mailer.Outcome.Refused("SMTP 550"));
        Notices notices =
                notices(
                        Optional.of(
                                letter ->
                                        answers.isEmpty()
                                                ? new Mailer.Outcome.Unreachable("CONNECTION")
                                                : answers.removeFirst()));
        post(notices, notice(Language.EN));
        notices.sendDue();
        Notices.Overview first = notices.overview(world.caller(Role.OPERATOR));
        assertThat(first.givenUp()).isEqualTo(1);
        assertThat(first.faults()).containsExactly(new Notices.Trouble(false, "SMTP 550", 1));
        post(notices, notice(Language.EN));
        for (int tries = 0; tries < 8; tries++) {
            notices.sendDue();
            world.now.updateAndGet(before -> before.plus(Duration.ofHours(24)));
        }
        Notices.Overview second = notices.overview(world.caller(Role.OPERATOR));
        assertThat(second.givenUp()).isEqualTo(2);
        assertThat(second.waiting()).isZero();
    }

    @Test
    void aLetterThatANodeDiedWithIsTriedByAnotherAfterTheLease() {
        Notices dying =
                notices(
                        Optional.of(
                                letter -> {
                                    throw new IllegalStateException("the node dies");
                                }));
        post(dying, notice(Language.EN));
        assertThatThrownBy(dying::sendDue).hasMessage("the node dies");
        Notices other = sending();
        assertThat(other.sendDue()).isZero();
        world.now.updateAndGet(before -> before.plus(NoticeRules.LEASE));
        assertThat(other.sendDue()).isEqualTo(1);
    }

    @Test
    void oneMailboxGetsTwentyLettersADayAndNoMore() {
        Notices notices = sending();
        for (int i = 0; i < NoticeRules.PER_ADDRESS_MAX; i++) {
            assertThat(post(notices, notice(Language.EN))).isTrue();
        }
        assertThat(post(notices, notice(Language.EN))).isFalse();
        Notice shouted =
                new Notice(
                        new EmailAddress("VISITOR@EXAMPLE.ORG"),
                        Language.EN,
                        "notice.test",
                        List.of("x"));
        assertThat(post(notices, shouted)).isFalse();
        world.now.updateAndGet(before -> before.plus(NoticeRules.DAY));
        assertThat(post(notices, notice(Language.EN))).isTrue();
    }

    @Test
    void withoutAMailServerNothingIsKept() {
        Notices notices = notices(Optional.empty());
        assertThat(post(notices, notice(Language.EN))).isFalse();
        assertThat(stored()).isEmpty();
        assertThat(notices.overview(world.caller(Role.OPERATOR)).on()).isFalse();
    }

    @Test
    void anUnreachableServerIsToldApartFromARefusal() {
        SmtpServer nobody = SmtpServer.of("smtp://127.0.0.1:1", "", "noreply@quality.example");
        Letter letter = new Letter(world.ids.next(), TO, Language.EN, "s", "b");
        assertThat(new SmtpMailer(nobody, world.now::get).send(letter))
                .isEqualTo(new Mailer.Outcome.Unreachable("CONNECTION"));
    }

    @Test
    void onlyAnOperatorSeesHowLettersFare() {
        Notices notices = sending();
        for (Role role : Role.values()) {
            if (role != Role.OPERATOR && !role.ofEnterprise()) {
                assertThatThrownBy(() -> notices.overview(world.caller(role)))
                        .isInstanceOf(Refused.class);
            }
        }
    }
}
