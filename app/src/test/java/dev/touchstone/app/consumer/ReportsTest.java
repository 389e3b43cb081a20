// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private TestWorld world;
    private Reports reports;
    private Product product;
    private Caller service;
    private Caller operator;

    @BeforeEach
    void open() {
        world = new TestWorld();
        reports =
                new Reports(
                        world.db,
                        world.publicLog,
                        world.enterprises,
                        world.products,
                        new byte[32],
                        world.ids,
                        world.now::get,
                        world.random);
        product = world.product(world.maker().id(), "06901234567892");
        service = world.of(product.enterprise(), Role.SERVICE);
        operator = world.caller(Role.OPERATOR);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static NewReport said(String gtin, Optional<String> contact) {
        return new NewReport(
                Report.Kind.GENUINENESS,
                gtin.isEmpty() ? Optional.empty() : Optional.of(Gtin.parse(gtin)),
                Optional.of(new Serial("A1")),
                "标签印刷模糊",
                contact,
                contact.isPresent(),
                contact.isPresent());
    }

    private Reports.Receipt receive() {
        return reports.receive(said("06901234567892", Optional.empty()));
    }

    @Test
    void receivesAnAnonymousReportAndLetsItsSenderFollowIt() {
        Reports.Receipt receipt = receive();
        Report report = receipt.report();
        assertThat(report.number()).matches("R-20260901-[2-9A-HJ-NP-Z]{8}");
        assertThat(report.enterprise()).contains(product.enterprise());
        assertThat(report.anonymous()).isTrue();
        assertThat(report.acknowledgeDue()).hasToString("2026-09-02");
        assertThat(report.triageDue()).hasToString("2026-09-10");
        assertThat(report.replyDue()).hasToString("2026-09-15");
        assertThat(reports.follow(receipt.secret())).isEqualTo(report);
        Callers.refuses(Code.NOT_FOUND, () -> reports.follow("x"));
        Callers.refuses(Code.NOT_FOUND, () -> reports.follow("A".repeat(43)));
        Callers.refuses(Code.NOT_FOUND, () -> reports.follow(report.number()));
    }

    @Test
    void statesAReportWithoutAnythingPersonal() {
        String phone = "13800000000";
        Reports.Receipt receipt = reports.receive(said("06901234567892", Optional.of(phone)));
        assertThat(world.statements(Report.subject(receipt.report().id())))
                .singleElement()
                .asString()
                .contains("consumer.reported", receipt.report().number())
                .doesNotContain(phone, "标签", receipt.secret());
        boolean open =
                world.db.read(
                        tx ->
                                world.publicLog
                                        .about(tx, Report.subject(receipt.report().id()))
                                        .getFirst()
                                        .open());
        assertThat(open).isFalse();
    }

    @Test
    void keepsContactAndSecretUnreadableInTheDatabase() {
        String phone = "13800000000";
        Reports.Receipt receipt = reports.receive(said("06901234567892", Optional.of(phone)));
        List<String> columns =
                world.db.read(
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                "select r::text || convert_from(contact,"
                                                        + " 'latin1') from consumer_report r")
                                        .mapTo(String.class)
                                        .list());
        assertThat(columns).singleElement().asString().doesNotContain(phone, receipt.secret());
        UUID id = receipt.report().id();
        assertThat(reports.show(operator, id).contact()).contains(phone);
        assertThat(reports.show(service, id).contact()).isEmpty();
        assertThat(reports.show(world.caller(Role.REGULATOR), id).contact()).isEmpty();
    }

    @Test
    void goesFromReceivedToAcknowledgedToAnsweredToClosed() {
        Reports.Receipt receipt = receive();
        UUID id = receipt.report().id();
        assertThat(reports.acknowledge(service, id).state()).isEqualTo(Report.State.ACKNOWLEDGED);
        Callers.refuses(Code.WRONG_STATE, () -> reports.acknowledge(service, id));
        Report answered = reports.answer(service, id, "已核实，属印刷偏差");
        assertThat(answered.state()).isEqualTo(Report.State.ANSWERED);
        assertThat(reports.follow(receipt.secret()).answer().orElseThrow().text())
                .isEqualTo("已核实，属印刷偏差");
        assertThat(world.statements(Report.subject(id)).getFirst())
                .contains("consumer.answered", product.enterprise().toString())
                .doesNotContain("印刷");
        Callers.refuses(Code.ALREADY_ANSWERED, () -> reports.answer(service, id, "again"));
        assertThat(reports.close(operator, id).state()).isEqualTo(Report.State.CLOSED);
        Callers.refuses(Code.WRONG_STATE, () -> reports.close(operator, id));
    }

    @Test
    void answersWithoutAcknowledgingFirstAndNotAfterClosing() {
        UUID first = receive().report().id();
        assertThat(reports.answer(service, first, "ok").state()).isEqualTo(Report.State.ANSWERED);
        UUID second = receive().report().id();
        reports.close(operator, second);
        Callers.refuses(Code.WRONG_STATE, () -> reports.answer(service, second, "late"));
        Callers.refuses(Code.WRONG_STATE, () -> reports.acknowledge(service, second));
    }

    @Test
    void takesOneAnswerWhenManyAreSentAtOnce() throws Exception {
        UUID id = receive().report().id();
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String text = "answer " + i;
            calls.add(
                    () -> {
                        try {
                            reports.answer(service, id, text);
                            return 1;
                        } catch (Refused e) {
                            assertThat(e.code()).isEqualTo(Code.ALREADY_ANSWERED);
                            return 0;
                        }
                    });
        }
        int answers = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : threads.invokeAll(calls)) {
                answers += one.get();
            }
        }
        assertThat(answers).isEqualTo(1);
        assertThat(world.statements(Report.subject(id))).hasSize(2);
    }

    @Test
    void keepsReportsOfAnotherEnterpriseOutOfSight() {
        UUID id = receive().report().id();
        Caller foreign = world.allRolesOf(world.maker().id());
        assertThat(reports.list(foreign, Optional.empty(), 10)).isEmpty();
        Callers.refuses(Code.NOT_FOUND, () -> reports.show(foreign, id));
        Callers.refuses(Code.NOT_FOUND, () -> reports.acknowledge(foreign, id));
        Callers.refuses(Code.NOT_FOUND, () -> reports.answer(foreign, id, "x"));
        Caller quality = world.of(product.enterprise(), Role.QUALITY);
        Callers.refuses(Code.FORBIDDEN, () -> reports.show(quality, id));
        Callers.refuses(Code.FORBIDDEN, () -> reports.answer(operator, id, "not the maker"));
        Callers.refuses(Code.FORBIDDEN, () -> reports.close(service, id));
        Callers.refuses(Code.FORBIDDEN, () -> reports.show(world.caller(Role.AUDITOR), id));
        assertThat(reports.list(service, Optional.empty(), 10)).hasSize(1);
        assertThat(reports.list(operator, Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void letsTriageAnswerForAProductNobodyRegistered() {
        UUID id = reports.receive(said("06901234567908", Optional.empty())).report().id();
        Callers.refuses(Code.NOT_FOUND, () -> reports.show(service, id));
        assertThat(reports.list(service, Optional.empty(), 10)).isEmpty();
        assertThat(reports.answer(operator, id, "not registered here").state())
                .isEqualTo(Report.State.ANSWERED);
        assertThat(reports.receive(said("", Optional.empty())).report().enterprise()).isEmpty();
    }

    @Test
    void pagesThroughReportsLatestFirst() {
        for (int i = 0; i < 5; i++) {
            receive();
            world.now.set(world.now.get().plusSeconds(1));
        }
        List<Report> first = reports.list(service, Optional.empty(), 3);
        List<Report> second = reports.list(service, Optional.of(first.getLast().id()), 3);
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(first.getFirst().receivedAt()).isAfter(first.getLast().receivedAt());
    }

    @Test
    void dropsContactsAHundredAndEightyDaysAfterClosing() {
        UUID id = reports.receive(said("06901234567892", Optional.of("a@b.cn"))).report().id();
        UUID open = reports.receive(said("06901234567892", Optional.of("c@d.cn"))).report().id();
        reports.close(operator, id);
        world.now.set(TestWorld.START.plus(Reports.CONTACT_KEPT));
        assertThat(reports.dropContacts()).isZero();
        world.now.set(TestWorld.START.plus(Reports.CONTACT_KEPT).plus(Duration.ofMillis(1)));
        assertThat(reports.dropContacts()).isEqualTo(1);
        assertThat(reports.show(operator, id).contact()).isEmpty();
        assertThat(reports.show(operator, open).contact()).contains("c@d.cn");
    }

    @Test
    void refusesAContactWithoutConsentAndAnAnonymousReportToBePublished() {
        Callers.refuses(
                Code.MISSING_FIELD,
                () ->
                        new NewReport(
                                Report.Kind.OTHER,
                                Optional.empty(),
                                Optional.empty(),
                                "x",
                                Optional.of("a@b.cn"),
                                false,
                                false));
        Callers.refuses(
                Code.MISSING_FIELD,
                () ->
                        new NewReport(
                                Report.Kind.OTHER,
                                Optional.empty(),
                                Optional.empty(),
                                "x",
                                Optional.empty(),
                                false,
                                true));
    }

    @Test
    void storesNothingWhenTheStatementCannotBeStored() {
        world.db.change(tx -> tx.sql().execute("alter table log_statement rename to away"));
        assertThatThrownBy(this::receive).isInstanceOf(RuntimeException.class);
        world.db.change(tx -> tx.sql().execute("alter table away rename to log_statement"));
        assertThat(reports.list(operator, Optional.empty(), 10)).isEmpty();
    }
}
