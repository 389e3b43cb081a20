// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.application;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.Contact;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.enterprise.Registration;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    private static final Contact CONTACT =
            new Contact("赵示例", "", "", "zhao@example.org", Language.EN);
    private static Database db;
    private static Enterprises enterprises;
    private static Applications applications;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        InstantSource clock = new TestClock("2026-08-01T00:00:00Z");
        enterprises = EnterpriseFixtures.enterprises(db, clock);
        applications = over(clock);
    }

    private static Applications over(InstantSource clock) {
        Random random = new Random(5);
        SealedText seal = new SealedText(new byte[SealedText.KEY_BYTES], random);
        return new Applications(db, enterprises, seal, new Ids(clock, random), clock, random);
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static Registration said(int n, List<Contact> contacts) {
        Registration like = EnterpriseFixtures.registration(n);
        return new Registration(
                like.creditCode(),
                like.nameZh(),
                "",
                Place.of("320508"),
                like.industry(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("钱示例"),
                Optional.empty(),
                contacts);
    }

    private static String row(UUID id) {
        return db.read(
                tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        select row_to_json(a)::text from application a
                                        where id = :id
                                        """)
                                .bind("id", id)
                                .mapTo(String.class)
                                .one());
    }

    @Test
    void leadsFromAFormWithoutAnAccountToAVerifiedEnterprise() {
        Applications.Receipt receipt = applications.apply(said(1, List.of(CONTACT)), true);
        UUID id = receipt.application().id();
        assertThat(receipt.application().number()).matches("E-20260801-[0-9A-Z]{8}");
        assertThat(applications.follow(receipt.secret()).state())
                .isEqualTo(Application.State.RECEIVED);
        assertThat(row(id)).doesNotContain("赵示例", "钱示例", "zhao@example.org", receipt.secret());
        assertThat(applications.list(REVIEWER, Application.State.RECEIVED, Optional.empty()))
                .extracting(Application::id)
                .contains(id);
        Application taken = applications.register(OPERATOR, id);
        UUID made = taken.enterprise().orElseThrow().id();
        assertThat(enterprises.changes().contacts(OPERATOR, made)).containsExactly(CONTACT);
        assertThat(enterprises.changes().legalRepresentative(OPERATOR, made)).contains("钱示例");
        assertThat(row(id)).contains("\"persons\":null");
        assertThat(applications.follow(receipt.secret()).enterprise().orElseThrow().state())
                .isEqualTo(EnterpriseState.APPLIED);
        refuses(Code.WRONG_STATE, () -> applications.register(OPERATOR, id));
        Enterprise verified = enterprises.verify(REVIEWER, made, Optional.empty());
        assertThat(verified.seat().code()).isEqualTo("320508");
        assertThat(applications.follow(receipt.secret()).enterprise().orElseThrow().state())
                .isEqualTo(EnterpriseState.VERIFIED);
        refuses(Code.CREDIT_CODE_TAKEN, () -> applications.apply(said(1, List.of(CONTACT)), true));
    }

    @Test
    void refusesWithAReasonThatTheApplicantReadsAndDropsThePersonsLater() {
        Applications.Receipt receipt = applications.apply(said(2, List.of(CONTACT)), true);
        UUID id = receipt.application().id();
        applications.refuse(OPERATOR, id, "执照影像不清");
        assertThat(applications.follow(receipt.secret()).reason()).isEqualTo("执照影像不清");
        refuses(Code.WRONG_STATE, () -> applications.refuse(OPERATOR, id, "再次"));
        Instant refused = Instant.parse("2026-08-01T00:00:00Z");
        over(InstantSource.fixed(refused.plus(Applications.PERSONS_KEPT))).dropPersons();
        assertThat(row(id)).doesNotContain("\"persons\":null");
        Duration later = Applications.PERSONS_KEPT.plusSeconds(1);
        over(InstantSource.fixed(refused.plus(later))).dropPersons();
        assertThat(row(id)).contains("\"persons\":null");
    }

    @Test
    void asksForConsentAndAContact() {
        refuses(Code.CONSENT_NEEDED, () -> applications.apply(said(3, List.of(CONTACT)), false));
        refuses(Code.MISSING_FIELD, () -> applications.apply(said(3, List.of()), true));
    }

    @Test
    void tellsNobodyElse() {
        UUID id = applications.apply(said(4, List.of(CONTACT)), true).application().id();
        Caller owner = Callers.of(UUID.randomUUID(), Role.OWNER);
        for (Caller caller : List.of(owner, Callers.with(Role.AUDITOR))) {
            refuses(
                    Code.FORBIDDEN,
                    () -> applications.list(caller, Application.State.RECEIVED, Optional.empty()));
        }
        refuses(Code.FORBIDDEN, () -> applications.register(REVIEWER, id));
        refuses(Code.FORBIDDEN, () -> applications.refuse(owner, id, "x"));
        refuses(Code.NOT_FOUND, () -> applications.follow("x".repeat(32)));
        refuses(Code.NOT_FOUND, () -> applications.follow("short"));
        refuses(Code.NOT_FOUND, () -> applications.register(OPERATOR, UUID.randomUUID()));
    }
}
