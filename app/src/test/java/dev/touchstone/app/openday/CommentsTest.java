// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommentsTest extends OpenDayScene {
    private Visits.Made cameTo(OpenDay day) {
        Visits.Made made = register(day, 1);
        Instant before = world.now.get();
        world.now.set(day.plan().from());
        visits.checkIn(owner, day.id(), made.secret());
        world.now.set(before);
        return made;
    }

    private List<String> published(OpenDay day) {
        return comments.published(day.id()).stream()
                .map(one -> one.comment().orElseThrow().text())
                .toList();
    }

    @Test
    void onlyThoseWhoCameSaySomethingAndOnlyOnce() {
        OpenDay day = published(5);
        Visits.Made first = cameTo(day);
        Visits.Made absent = register(day, 1);
        refuses(Code.WRONG_STATE, () -> comments.say(first.secret(), "太早", true));
        world.now.set(day.plan().to());
        assertThat(days.hold()).isEqualTo(1);
        assertThat(world.statements(OpenDay.subject(day.id())).getFirst())
                .contains("\"came\":1", "\"registered\":2");
        refuses(Code.WRONG_STATE, () -> comments.say(absent.secret(), "没去", true));
        comments.say(first.secret(), "检验室很整洁", true);
        refuses(Code.WRONG_STATE, () -> comments.say(first.secret(), "再说一次", true));
        refuses(Code.NOT_FOUND, () -> comments.say("x", "无票", true));
        Visits.Made late = cameTo(published(5));
        pass(OpenDayRules.COMMENT_TIME.plusDays(4));
        refuses(Code.WRONG_STATE, () -> comments.say(late.secret(), "太晚", true));
    }

    @Test
    void publishesACommentTogetherWithItsReply() {
        OpenDay day = published(5);
        Visits.Made first = cameTo(day);
        Visits.Made second = cameTo(day);
        world.now.set(day.plan().to());
        comments.say(first.secret(), "检验室很整洁", true);
        comments.say(second.secret(), "不想公开", false);
        assertThat(comments.published(day.id())).isEmpty();
        UUID said = first.registration().id();
        Caller stranger = world.of(world.maker().id(), Role.OWNER);
        refuses(Code.NOT_FOUND, () -> comments.reply(stranger, day.id(), said, "冒名"));
        comments.reply(owner, day.id(), said, "谢谢");
        refuses(Code.ALREADY_ANSWERED, () -> comments.reply(owner, day.id(), said, "又谢"));
        comments.reply(owner, day.id(), second.registration().id(), "收到");
        assertThat(published(day)).containsExactly("检验室很整洁");
        assertThat(comments.publishDue()).isZero();
        pass(Duration.ofDays(40));
        assertThat(comments.publishDue()).isZero();
        assertThat(published(day)).containsExactly("检验室很整洁");
        assertThat(feedback(day)).hasSize(1);
        assertThat(feedback(day).getFirst())
                .contains("commentSha256", "replySha256")
                .doesNotContain("整洁", "谢谢", "示例访客");
    }

    private List<String> feedback(OpenDay day) {
        return world.statements(OpenDay.subject(day.id())).stream()
                .filter(text -> text.contains("openday.feedback-published"))
                .toList();
    }

    @Test
    void publishesACommentAloneWhenTenWorkingDaysPassedWithoutAReply() {
        world.now.set(Instant.parse("2026-09-15T01:30:00Z"));
        OpenDay day = published(5);
        Visits.Made one = cameTo(day);
        world.now.set(day.plan().to());
        comments.say(one.secret(), "建议增加标识", true);
        // From Friday 18 September: the Sunday after is worked, Mid-Autumn and National Day are
        // not, so the tenth working day is Friday 9 October.
        world.now.set(Instant.parse("2026-10-09T15:59:59Z"));
        assertThat(comments.publishDue()).isZero();
        assertThat(comments.published(day.id())).isEmpty();
        world.now.set(Instant.parse("2026-10-09T16:00:00Z"));
        assertThat(comments.publishDue()).isEqualTo(1);
        assertThat(comments.publishDue()).isZero();
        assertThat(published(day)).containsExactly("建议增加标识");
        comments.reply(owner, day.id(), one.registration().id(), "已增加");
        assertThat(comments.published(day.id()).getFirst().comment().orElseThrow().reply())
                .contains("已增加");
        assertThat(feedback(day)).hasSize(1);
    }

    @Test
    void theAssociationTakesAnAbusiveTextDownAndSaysWhy() {
        OpenDay day = published(5);
        Visits.Made one = cameTo(day);
        world.now.set(day.plan().to());
        comments.say(one.secret(), "含他人电话", true);
        UUID said = one.registration().id();
        comments.reply(owner, day.id(), said, "谢谢");
        refuses(Code.FORBIDDEN, () -> comments.takeDown(owner, day.id(), said, "x"));
        Caller operator = world.caller(Role.OPERATOR);
        refuses(
                Code.NOT_FOUND,
                () -> comments.takeDown(operator, day.id(), new UUID(0, 1), "含个人信息"));
        comments.takeDown(operator, day.id(), said, "含个人信息");
        assertThat(comments.published(day.id()))
                .extracting(shown -> shown.comment().orElseThrow().takenDown())
                .containsExactly("含个人信息");
        assertThat(world.statements(OpenDay.subject(day.id())))
                .anyMatch(text -> text.contains("openday.comment-removed"));
    }
}
