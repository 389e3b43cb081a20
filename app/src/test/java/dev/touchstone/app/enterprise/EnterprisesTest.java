// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;
import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnterprisesTest {
    private static Database db;
    private static Enterprises enterprises;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        enterprises = EnterpriseFixtures.enterprises(db, new TestClock("2026-08-01T00:00:00Z"));
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static Registration withCode(String code, Optional<String> explanation) {
        Registration like = EnterpriseFixtures.registration(1);
        return new Registration(
                new CreditCode(code),
                "早期企业",
                "",
                like.province(),
                like.industry(),
                Optional.empty(),
                explanation,
                Optional.of("某某"),
                Optional.of(new Registration.SiteName("总厂", Region.of("350000"))));
    }

    @Test
    void isPublicOnlyAfterASecondPersonVerified() {
        Enterprise one = EnterpriseFixtures.registered(enterprises, 101);
        assertThat(one.state()).isEqualTo(EnterpriseState.APPLIED);
        refuses(Code.NOT_FOUND, () -> enterprises.show(Optional.empty(), one.id()));
        assertThat(enterprises.show(Optional.of(REVIEWER), one.id())).isEqualTo(one);
        Enterprise verified = enterprises.verify(REVIEWER, one.id(), Optional.empty());
        assertThat(verified.state()).isEqualTo(EnterpriseState.VERIFIED);
        assertThat(verified.statement()).isNotEqualTo(one.statement());
        assertThat(enterprises.show(Optional.empty(), one.id())).isEqualTo(verified);
        refuses(Code.WRONG_STATE, () -> enterprises.verify(REVIEWER, one.id(), Optional.empty()));
    }

    @Test
    void refusesThatOnePersonRegistersAndVerifies() {
        Caller both = Callers.with(Role.OPERATOR, Role.REVIEWER);
        Enterprise one = enterprises.register(both, EnterpriseFixtures.registration(102));
        refuses(Code.SAME_PERSON, () -> enterprises.verify(both, one.id(), Optional.empty()));
    }

    @Test
    void refusesACreditCodeTwice() {
        EnterpriseFixtures.registered(enterprises, 103);
        refuses(Code.CREDIT_CODE_TAKEN, () -> EnterpriseFixtures.registered(enterprises, 103));
    }

    @Test
    void acceptsAFailingCheckDigitOnlyWithAReviewersReason() {
        refuses(Code.CREDIT_CODE_INVALID, () -> withCode("91350100M0001TGQXM", Optional.empty()));
        Enterprise one =
                enterprises.register(OPERATOR, withCode("91350100M0001TGQXM", Optional.of("早期代码")));
        refuses(
                Code.CREDIT_CODE_INVALID,
                () -> enterprises.verify(REVIEWER, one.id(), Optional.empty()));
        enterprises.verifyAll(REVIEWER);
        assertThat(enterprises.show(Optional.of(REVIEWER), one.id()).state())
                .isEqualTo(EnterpriseState.APPLIED);
        Enterprise verified = enterprises.verify(REVIEWER, one.id(), Optional.of("执照原件已核对"));
        assertThat(verified.acceptedDespiteCheck()).contains("执照原件已核对");
        assertThat(enterprises.sites(one.id())).extracting(Site::name).containsExactly("总厂");
        assertThat(enterprises.changes().legalRepresentative(OPERATOR, one.id())).contains("某某");
    }

    @Test
    void givesWhatIsAnotherEnterprisesToNobody() {
        Enterprise mine = EnterpriseFixtures.verified(enterprises, 104);
        Caller other = Callers.of(UUID.randomUUID(), Role.OWNER);
        Registration.SiteName site = new Registration.SiteName("二厂", Region.of("440000"));
        refuses(Code.NOT_FOUND, () -> enterprises.changes().legalRepresentative(other, mine.id()));
        refuses(Code.NOT_FOUND, () -> enterprises.changes().addSite(other, mine.id(), site));
        refuses(
                Code.FORBIDDEN,
                () -> enterprises.register(other, EnterpriseFixtures.registration(105)));
        Caller owner = Callers.of(mine.id(), Role.OWNER);
        enterprises.changes().addSite(owner, mine.id(), site);
        refuses(Code.CONFLICT, () -> enterprises.changes().addSite(owner, mine.id(), site));
    }

    @Test
    void suspendsReinstatesAndClosesWithAReason() {
        Enterprise one = EnterpriseFixtures.verified(enterprises, 106);
        enterprises.change(OPERATOR, one.id(), EnterpriseState.SUSPENDED, "地址无法核实");
        enterprises.change(OPERATOR, one.id(), EnterpriseState.VERIFIED, "地址已更正");
        enterprises.change(OPERATOR, one.id(), EnterpriseState.CLOSED, "已注销");
        refuses(
                Code.WRONG_STATE,
                () -> enterprises.change(OPERATOR, one.id(), EnterpriseState.VERIFIED, "x"));
    }

    @Test
    void findsByAFragmentOfEitherNameOrTheCode() {
        Enterprise one = EnterpriseFixtures.verified(enterprises, 31_415);
        for (String text :
                List.of("示例企业31415", "31415号", "works 31415 LTD", one.creditCode().text())) {
            EnterpriseFilter filter =
                    new EnterpriseFilter(
                            Optional.of(text),
                            Optional.of(one.province()),
                            Optional.of(one.industry()),
                            Optional.of(EnterpriseState.VERIFIED));
            assertThat(enterprises.list(Optional.empty(), filter, Optional.empty(), 10))
                    .as(text)
                    .containsExactly(one);
        }
        EnterpriseFilter none =
                new EnterpriseFilter(
                        Optional.of("%_%"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(enterprises.list(Optional.empty(), none, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void pagesWithoutGapsOrRepeats() {
        for (int n = 201; n <= 225; n++) {
            EnterpriseFixtures.registered(enterprises, n);
        }
        List<Enterprise> seen = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        while (true) {
            List<Enterprise> page =
                    enterprises.list(Optional.of(OPERATOR), EnterpriseFilter.ALL, after, 7);
            if (page.isEmpty()) {
                break;
            }
            seen.addAll(page);
            after = Optional.of(page.getLast().id());
        }
        List<Enterprise> all = new ArrayList<>();
        enterprises.each(Optional.of(OPERATOR), EnterpriseFilter.ALL, all::add);
        assertThat(seen).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(24);
    }

    @Test
    void registersACodeOnceWhenManyTryAtOnce() throws Exception {
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tries.add(
                        threads.submit(
                                () -> {
                                    try {
                                        EnterpriseFixtures.registered(enterprises, 107);
                                        return true;
                                    } catch (Refused refused) {
                                        return false;
                                    }
                                }));
            }
            for (Future<Boolean> one : tries) {
                won += one.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }
}
