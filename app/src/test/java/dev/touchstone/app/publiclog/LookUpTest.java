// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.publiclog.LookUp.Found;
import dev.touchstone.app.publiclog.LookUp.Listed;
import dev.touchstone.app.publiclog.LookUp.Sought;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final String GTIN = "06901234567892";
    private static final String CODE = "91999999MA00000154";
    private static final UUID MAKER = new UUID(1, 2);

    private Database db;
    private PublicLog log;
    private LookUp lookUp;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        SplittableRandom random = new SplittableRandom(1);
        log = new PublicLog(new Ids(() -> NOW, random), random);
        lookUp = new LookUp(db, code -> code.equals(CODE) ? Optional.of(MAKER) : Optional.empty());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private UUID state(String type, String issuer, String subject, boolean open) {
        Statement statement = new Statement(type, issuer, subject, NOW, open, Map.of("a", "b"));
        return db.write(tx -> log.state(tx, statement));
    }

    private List<UUID> found(String typed) {
        return lookUp.find(lookUp.understand(typed), Optional.empty(), 100).statements().stream()
                .map(Listed::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6901234567892",
                "06901234567892",
                "690-1234-56789-2",
                " 690 1234 567892 ",
                "６９０１２３４５６７８９２",
                "(01)06901234567892",
                "https://example.org/01/06901234567892/21/ABC?x=1",
                "https://example.org/products/06901234567892",
                "product:06901234567892"
            })
    void findsAProductHoweverItsNumberIsWritten(String typed) {
        UUID product = state("product.registered", MAKER.toString(), "product:" + GTIN, true);
        state("product.registered", MAKER.toString(), "product:06901234567908", true);
        assertThat(found(typed)).containsExactly(product);
    }

    @Test
    void findsAGtin8AndNoLongerNumber() {
        UUID small = state("product.registered", "association", "product:00000096385074", true);
        assertThat(found("9638 5074")).containsExactly(small);
        assertThat(found("96385075")).isEmpty();
        assertThat(found("9".repeat(15))).isEmpty();
    }

    @Test
    void findsTheLotsOfAProductAndOfNoOther() {
        UUID lot = state("lot.held", "association", "lot:" + GTIN + ":L1", true);
        state("lot.held", "association", "lot:06901234567908:L1", true);
        state("lot.held", "association", "lot:" + GTIN + ";", true);
        assertThat(found(GTIN)).containsExactly(lot);
    }

    @Test
    void findsACertificateInAnyCase() {
        UUID one = state("certificate.issued", "association", "certificate:QM-2026-000001", true);
        assertThat(found("qm-2026-000001")).containsExactly(one);
        assertThat(found("/certificates/QM-2026-000001")).containsExactly(one);
        assertThat(found("QM-2026-00000")).isEmpty();
    }

    @Test
    void sealedStatementsAreFoundByIssuerButNotBySubject() {
        UUID open = state("pledge.published", "association", "pledge:" + MAKER, true);
        UUID sealed = state("mark.ordered", MAKER.toString(), "mark-order:" + MAKER, false);
        UUID hidden = state("enterprise.registered", "association", "enterprise:" + MAKER, false);
        assertThat(found(MAKER.toString())).containsExactly(sealed, open).doesNotContain(hidden);
        assertThat(found("mark-order:" + MAKER)).isEmpty();
        assertThat(found(CODE.toLowerCase(java.util.Locale.ROOT))).containsExactly(sealed);
        assertThat(found("91999999MA0000023Y")).isEmpty();
    }

    @Test
    void whatWasErasedIsFoundBySubjectNoMore() {
        UUID one = state("certificate.issued", "association", "certificate:X", true);
        assertThat(db.<Boolean>write(tx -> log.erase(tx, one))).isTrue();
        assertThat(found("X")).isEmpty();
    }

    @Test
    void anIdMayBeThatOfAStatement() {
        UUID one = state("mark.ordered", MAKER.toString(), "mark-order:1", false);
        assertThat(lookUp.understand("https://example.org/log/statements/" + one).id())
                .contains(one);
        assertThat(lookUp.understand(one.toString().toUpperCase(java.util.Locale.ROOT)).id())
                .contains(one);
    }

    @Test
    void pagesHoldEverythingOnceAndLatestFirst() {
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.addFirst(state("lot.held", MAKER.toString(), "lot:" + GTIN + ":" + i, i % 3 > 0));
        }
        List<UUID> seen = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        int pages = 0;
        do {
            Found found = lookUp.find(Sought.by(MAKER.toString()), before, 10);
            found.statements().forEach(one -> seen.add(one.id()));
            before = found.next();
            pages++;
        } while (before.isPresent());
        assertThat(seen).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aFullLastPageHasNoNext() {
        for (int i = 0; i < 10; i++) {
            state("lot.held", MAKER.toString(), "lot:" + GTIN + ":" + i, true);
        }
        Sought sought = Sought.by(MAKER.toString());
        assertThat(lookUp.find(sought, Optional.empty(), 10).next()).isEmpty();
        assertThat(lookUp.find(sought, Optional.empty(), 9).next()).isPresent();
    }

    @Test
    void aPageHasAtMostAHundred() {
        Sought sought = Sought.about("x:y");
        assertThat(lookUp.find(sought, Optional.empty(), LookUp.PAGE_MAX).statements()).isEmpty();
        assertThatThrownBy(() -> lookUp.find(sought, Optional.empty(), LookUp.PAGE_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lookUp.find(sought, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "lot:", "%", "'", "\uD800", "(01)", "/log/statements/", "-", "0"})
    void oddTextsFindNothing(String typed) {
        assertThat(found(typed)).isEmpty();
    }
}
