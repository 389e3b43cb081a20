// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.EnterpriseChanges.Step;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.TestClock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnterpriseChangesTest {
    private static final Contact CONTACT =
            new Contact("张示例", "质量经理", "+86 755 0000 0000", "qa@example.org", Language.ZH);

    private static Database db;
    private static Enterprises enterprises;
    private static EnterpriseChanges changes;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, new TestClock("2026-08-01T00:00:00Z"));
        changes = enterprises.changes();
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static <T> T raw(String sql, Class<T> type, UUID id) {
        return db.read(tx -> tx.sql().createQuery(sql).bind("id", id).mapTo(type).one());
    }

    private static List<String> steps(Optional<Caller> caller, UUID id) {
        return changes.history(caller, id).stream().map(Step::what).toList();
    }

    @Test
    void keepsFormerNamesAndFindsByThem() {
        Enterprise one = EnterpriseFixtures.verified(enterprises, 1);
        String former = one.nameZh();
        Enterprise renamed = changes.rename(OPERATOR, one.id(), "新名质量公司", "New Works", "变更登记");
        assertThat(renamed.nameZh()).isEqualTo("新名质量公司");
        assertThat(renamed.statement()).isNotEqualTo(one.statement());
        Enterprise again = changes.rename(OPERATOR, one.id(), "三名质量公司", "", "再次变更");
        assertThat(changes.formerNames(one.id()))
                .extracting(EnterpriseChanges.FormerName::nameZh)
                .containsExactly("新名质量公司", former);
        for (String text : List.of(former, "新名质量", "三名", "new works", "业1号")) {
            EnterpriseFilter filter =
                    new EnterpriseFilter(
                            Optional.of(text),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            assertThat(
                            enterprises
                                    .search(Optional.empty(), filter, Optional.empty(), 10)
                                    .enterprises())
                    .as(text)
                    .containsExactly(again);
        }
        refuses(Code.CONFLICT, () -> changes.rename(OPERATOR, one.id(), "三名质量公司", "", "没有变化"));
        assertThat(steps(Optional.empty(), one.id()))
                .containsExactly("renamed", "renamed", "verified");
    }

    @Test
    void renamesOnlyForAnOperatorAndOnlyWhatIsVerified() {
        Enterprise waiting = EnterpriseFixtures.registered(enterprises, 2);
        refuses(Code.WRONG_STATE, () -> changes.rename(OPERATOR, waiting.id(), "x", "", "y"));
        refuses(Code.FORBIDDEN, () -> changes.rename(REVIEWER, waiting.id(), "x", "", "y"));
        Caller owner = Callers.of(waiting.id(), Role.OWNER);
        refuses(Code.FORBIDDEN, () -> changes.rename(owner, waiting.id(), "x", "", "y"));
    }

    @Test
    void mergesOneIntoAnotherOnlyWithTwoPersons() {
        Enterprise one = EnterpriseFixtures.verified(enterprises, 11);
        Enterprise into = EnterpriseFixtures.verified(enterprises, 12);
        Caller both = Callers.with(Role.OPERATOR, Role.REVIEWER);
        changes.proposeMerger(both, one.id(), into.id(), "吸收合并");
        refuses(Code.CONFLICT, () -> changes.proposeMerger(OPERATOR, one.id(), into.id(), "再次提出"));
        refuses(Code.SAME_PERSON, () -> changes.decideMerger(both, one.id(), true));
        refuses(Code.FORBIDDEN, () -> changes.decideMerger(OPERATOR, one.id(), true));
        assertThat(steps(Optional.empty(), one.id())).containsExactly("verified");
        Enterprise merged = changes.decideMerger(REVIEWER, one.id(), true);
        assertThat(merged.state()).isEqualTo(EnterpriseState.CLOSED);
        assertThat(merged.mergedInto()).contains(into.id());
        assertThat(steps(Optional.empty(), one.id())).containsExactly("merged", "verified");
        assertThat(enterprises.successor(merged)).isEqualTo(into);
        refuses(Code.NOT_FOUND, () -> changes.decideMerger(REVIEWER, one.id(), false));
        refuses(
                Code.WRONG_STATE,
                () -> enterprises.change(OPERATOR, one.id(), EnterpriseState.VERIFIED, "撤销"));
        refuses(Code.WRONG_STATE, () -> changes.proposeMerger(OPERATOR, into.id(), one.id(), "反向"));
    }

    @Test
    void followsTheSuccessorsOfSuccessors() {
        Enterprise first = EnterpriseFixtures.verified(enterprises, 13);
        Enterprise second = EnterpriseFixtures.verified(enterprises, 14);
        Enterprise third = EnterpriseFixtures.verified(enterprises, 15);
        changes.proposeMerger(OPERATOR, first.id(), second.id(), "合并");
        changes.decideMerger(REVIEWER, first.id(), true);
        changes.proposeMerger(OPERATOR, second.id(), third.id(), "合并");
        changes.decideMerger(REVIEWER, second.id(), true);
        Enterprise merged = enterprises.show(Optional.empty(), first.id());
        assertThat(enterprises.successor(merged)).isEqualTo(third);
    }

    @Test
    void declinesAMergerAndRefusesOneIntoItselfOrIntoWhatIsNotVerified() {
        Enterprise one = EnterpriseFixtures.verified(enterprises, 16);
        Enterprise waiting = EnterpriseFixtures.registered(enterprises, 17);
        refuses(Code.CONFLICT, () -> changes.proposeMerger(OPERATOR, one.id(), one.id(), "自己"));
        refuses(
                Code.WRONG_STATE,
                () -> changes.proposeMerger(OPERATOR, one.id(), waiting.id(), "未核实"));
        refuses(
                Code.NOT_FOUND,
                () -> changes.proposeMerger(OPERATOR, one.id(), UUID.randomUUID(), "不存在"));
        Enterprise into = EnterpriseFixtures.verified(enterprises, 18);
        changes.proposeMerger(OPERATOR, one.id(), into.id(), "合并");
        assertThat(changes.decideMerger(REVIEWER, one.id(), false).state())
                .isEqualTo(EnterpriseState.VERIFIED);
        assertThat(changes.openMerger(OPERATOR, one.id())).isEmpty();
    }

    @Test
    void sealsPersonsSoThatTheDatabaseAloneTellsNothing() {
        Registration said = EnterpriseFixtures.registration(21);
        Registration withPersons =
                new Registration(
                        said.creditCode(),
                        said.nameZh(),
                        said.nameEn(),
                        Place.of("440305"),
                        said.industry(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("李示例"),
                        Optional.empty(),
                        List.of(CONTACT));
        UUID id = enterprises.register(OPERATOR, withPersons).id();
        String row =
                raw(
                        "select row_to_json(e)::text from enterprise e where id = :id",
                        String.class,
                        id);
        byte[] sealed = raw("select persons from enterprise where id = :id", byte[].class, id);
        assertThat(row).doesNotContain("示例经理", "李示例", "张示例", "qa@example.org");
        assertThat(new String(sealed, UTF_8)).doesNotContain("李示例", "qa@example.org");
        assertThat(changes.contacts(OPERATOR, id)).containsExactly(CONTACT);
        assertThat(changes.legalRepresentative(OPERATOR, id)).contains("李示例");
        assertThat(CONTACT.toString()).doesNotContain("张示例");
        assertThat(enterprises.show(Optional.of(OPERATOR), id).seat().fullZh())
                .isEqualTo("广东省深圳市南山区");
        UUID other = EnterpriseFixtures.registered(enterprises, 22).id();
        db.write(
                tx ->
                        tx.sql()
                                .createUpdate("update enterprise set persons = :p where id = :id")
                                .bind("p", sealed)
                                .bind("id", other)
                                .execute());
        assertThatIllegalStateException().isThrownBy(() -> changes.contacts(OPERATOR, other));
    }

    @Test
    void showsContactsToTheEnterpriseAndTheOperatorAndNotesThatTheyWereRead() {
        UUID id = EnterpriseFixtures.verified(enterprises, 23).id();
        Caller owner = Callers.of(id, Role.OWNER);
        changes.setContacts(owner, id, List.of(CONTACT));
        assertThat(changes.contacts(owner, id)).containsExactly(CONTACT);
        assertThat(changes.contacts(OPERATOR, id)).containsExactly(CONTACT);
        refuses(
                Code.NOT_FOUND,
                () -> changes.contacts(Callers.of(UUID.randomUUID(), Role.OWNER), id));
        for (Role role : List.of(Role.REVIEWER, Role.REGULATOR, Role.AUDITOR, Role.PUBLISHER)) {
            refuses(Code.FORBIDDEN, () -> changes.contacts(Callers.with(role), id));
        }
        refuses(Code.FORBIDDEN, () -> changes.contacts(Callers.of(id, Role.QUALITY), id));
        assertThat(steps(Optional.of(owner), id))
                .containsExactly(
                        "contacts.read",
                        "contacts.read",
                        "contacts.changed",
                        "verified",
                        "registered");
        assertThat(steps(Optional.empty(), id)).containsExactly("verified");
    }

    @Test
    void keepsAtMostTenContacts() {
        UUID id = EnterpriseFixtures.verified(enterprises, 24).id();
        changes.setContacts(OPERATOR, id, Collections.nCopies(Contact.COUNT_MAX, CONTACT));
        List<Contact> more = Collections.nCopies(Contact.COUNT_MAX + 1, CONTACT);
        refuses(Code.WRONG_COUNT, () -> changes.setContacts(OPERATOR, id, more));
    }

    @Test
    void sealsWhatAnEarlierVersionStoredInTheOpen() {
        UUID id = EnterpriseFixtures.verified(enterprises, 25).id();
        db.write(
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        update enterprise set legal_representative = '王示例'
                                        where id = :id
                                        """)
                                .bind("id", id)
                                .execute());
        assertThat(changes.legalRepresentative(OPERATOR, id)).contains("王示例");
        assertThat(changes.sealPlainPersons()).isEqualTo(1);
        assertThat(changes.sealPlainPersons()).isZero();
        assertThat(
                        raw(
                                "select legal_representative isnull from enterprise where id = :id",
                                Boolean.class,
                                id))
                .isTrue();
        assertThat(changes.legalRepresentative(OPERATOR, id)).contains("王示例");
    }

    @Test
    void closesASiteWithItsLastDayAndKeepsIt() {
        UUID id = EnterpriseFixtures.verified(enterprises, 31).id();
        Caller owner = Callers.of(id, Role.OWNER);
        Registration.SiteName named = new Registration.SiteName("一厂", Place.of("330110"));
        Site site = changes.addSite(owner, id, named);
        assertThat(changes.renameSite(owner, id, site.id(), "余杭厂").place().code())
                .isEqualTo("330110");
        LocalDate day = LocalDate.of(2026, 7, 31);
        refuses(
                Code.OUT_OF_RANGE,
                () -> changes.closeSite(owner, id, site.id(), LocalDate.of(2026, 8, 2)));
        refuses(
                Code.NOT_FOUND,
                () ->
                        changes.closeSite(
                                Callers.of(UUID.randomUUID(), Role.OWNER), id, site.id(), day));
        changes.closeSite(owner, id, site.id(), day);
        assertThat(enterprises.sites(id))
                .singleElement()
                .satisfies(one -> assertThat(one.closedOn()).contains(day))
                .satisfies(one -> assertThat(one.name()).isEqualTo("余杭厂"));
        refuses(Code.WRONG_STATE, () -> changes.closeSite(owner, id, site.id(), day));
        refuses(Code.NOT_FOUND, () -> changes.closeSite(owner, id, UUID.randomUUID(), day));
    }
}
