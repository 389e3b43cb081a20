// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.order.Assignment;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.packing.Container;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.LotState;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictRulesTest {
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    /// From so many checks on the evidence of this test is suspected.
    private static final long SUSPECT = 20;

    private static final UUID ID = new UUID(1, 2);
    private static final Instant AT = Instant.parse("2026-09-01T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);
    private static final Order ORDER =
            new Order(
                    ID,
                    ID,
                    ID,
                    GTIN,
                    "PO",
                    new MarkNumber(10, 0),
                    10,
                    Optional.empty(),
                    Order.ROLL_SIZE,
                    Order.State.OPEN,
                    10,
                    AT,
                    Optional.of(ID),
                    Optional.empty());
    private static final Assignment ASSIGNMENT =
            new Assignment(
                    ID,
                    1,
                    new Assignment.Way(Assignment.Kind.ACTIVE, Optional.of(ID), "", ""),
                    10,
                    AT,
                    AT);
    private static final CodeState ACTIVE = new CodeState.Active(ORDER, ASSIGNMENT, ID);

    private static Lot lot(LotState state, Optional<LocalDate> expiresOn) {
        LotNumber number = new LotNumber("L1");
        return new Lot(ID, ID, ID, GTIN, number, TODAY, expiresOn, state, "why", AT, ID);
    }

    @Test
    void tellsOfWhatTheItemIsPackedIn() {
        Case held = Case.GOOD.withSuspended().counted(100, false);
        assertThat(VerdictRules.verdict(held.evidence(Container.State.HELD)).reason())
                .isEqualTo(Reason.ON_HOLD);
        assertThat(VerdictRules.verdict(held.evidence(Container.State.WITHDRAWN)).reason())
                .isEqualTo(Reason.WITHDRAWN);
        Case recalled = Case.GOOD.lot(LotState.RECALLED);
        assertThat(VerdictRules.verdict(recalled.evidence(Container.State.WITHDRAWN)).reason())
                .isEqualTo(Reason.RECALLED);
    }

    @Test
    void aRevokedKeyProvesNothingButHidesNoDanger() {
        Case bad =
                Case.GOOD
                        .lot(LotState.ON_HOLD)
                        .expires(TODAY.minusDays(1))
                        .link("L9")
                        .counted(100, false)
                        .withSuspended()
                        .withSold();
        Container.State withdrawn = Container.State.WITHDRAWN;
        assertThat(revoked(Case.GOOD, Container.State.IN_ORDER)).isEqualTo(Reason.REVOKED_KEY);
        assertThat(revoked(bad, withdrawn)).isEqualTo(Reason.REVOKED_KEY);
        assertThat(revoked(bad.lot(LotState.RECALLED), withdrawn)).isEqualTo(Reason.RECALLED);
        assertThat(revoked(bad.of(new CodeState.Spoiled(ORDER)), withdrawn))
                .isEqualTo(Reason.WITHDRAWN);
        assertThat(revoked(bad.of(new CodeState.Free(ORDER)), withdrawn))
                .isEqualTo(Reason.NOT_ACTIVATED);
        assertThat(revoked(bad.of(new CodeState.NotOrdered()), withdrawn))
                .isEqualTo(Reason.NOT_ISSUED);
    }

    private static Reason revoked(Case given, Container.State packed) {
        return VerdictRules.verdict(given.evidence(packed, true)).reason();
    }

    /// Evidence of an item in order, changed one thing at a time.
    private record Case(
            Optional<CodeState> state,
            LotState lotState,
            Optional<LocalDate> expiresOn,
            String linkLot,
            long count,
            boolean counts,
            boolean suspended,
            boolean sold) {
        static final Case GOOD =
                new Case(
                        Optional.of(ACTIVE),
                        LotState.OPEN,
                        Optional.empty(),
                        "",
                        0,
                        false,
                        false,
                        false);

        Case of(CodeState changed) {
            return new Case(
                    Optional.ofNullable(changed),
                    lotState,
                    expiresOn,
                    linkLot,
                    count,
                    counts,
                    suspended,
                    sold);
        }

        Case lot(LotState changed) {
            return new Case(state, changed, expiresOn, linkLot, count, counts, suspended, sold);
        }

        Case expires(LocalDate day) {
            return new Case(
                    state, lotState, Optional.of(day), linkLot, count, counts, suspended, sold);
        }

        Case link(String number) {
            return new Case(state, lotState, expiresOn, number, count, counts, suspended, sold);
        }

        Case counted(long n, boolean now) {
            return new Case(state, lotState, expiresOn, linkLot, n, now, suspended, sold);
        }

        Case withSuspended() {
            return new Case(state, lotState, expiresOn, linkLot, count, counts, true, sold);
        }

        Case withSold() {
            return new Case(state, lotState, expiresOn, linkLot, count, counts, suspended, true);
        }

        Evidence evidence() {
            return evidence(Container.State.IN_ORDER);
        }

        Evidence evidence(Container.State packed) {
            return evidence(packed, false);
        }

        Evidence evidence(Container.State packed, boolean revoked) {
            boolean active = state.filter(s -> s instanceof CodeState.Active).isPresent();
            return new Evidence(
                    state,
                    active
                            ? Optional.of(VerdictRulesTest.lot(lotState, expiresOn))
                            : Optional.empty(),
                    linkLot.isEmpty() ? Optional.empty() : Optional.of(new LotNumber(linkLot)),
                    count == 0
                            ? Optional.empty()
                            : Optional.of(new Counted(count, count, AT, counts, List.of())),
                    count >= SUSPECT,
                    counts,
                    packed,
                    suspended,
                    sold,
                    revoked,
                    TODAY);
        }
    }

    static Stream<Arguments> table() {
        Case good = Case.GOOD;
        Case bad =
                good.lot(LotState.ON_HOLD)
                        .expires(TODAY.minusDays(1))
                        .counted(100, true)
                        .withSuspended()
                        .withSold();
        return Stream.of(
                Arguments.of("nothing of ours", good.of(null), Reason.NOT_ISSUED),
                Arguments.of(
                        "never ordered", bad.of(new CodeState.NotOrdered()), Reason.NOT_ISSUED),
                Arguments.of("void", bad.of(new CodeState.Spoiled(ORDER)), Reason.WITHDRAWN),
                Arguments.of("free", bad.of(new CodeState.Free(ORDER)), Reason.NOT_ACTIVATED),
                Arguments.of(
                        "recalled before all else",
                        bad.lot(LotState.RECALLED).link("L9"),
                        Reason.RECALLED),
                Arguments.of("another lot in the link", bad.link("L9"), Reason.WRONG_PRODUCT),
                Arguments.of("the lot in the link", good.link("L1"), Reason.OK_FIRST),
                Arguments.of("on hold before expired", bad, Reason.ON_HOLD),
                Arguments.of("released", bad.lot(LotState.RELEASED), Reason.EXPIRED),
                Arguments.of(
                        "the last good day",
                        good.lot(LotState.RELEASED).expires(TODAY),
                        Reason.OK_FIRST),
                Arguments.of("the day after", good.expires(TODAY.minusDays(1)), Reason.EXPIRED),
                Arguments.of(
                        "suspended before copy",
                        bad.lot(LotState.OPEN).expires(TODAY),
                        Reason.LICENCE_SUSPENDED),
                Arguments.of(
                        "copy before sold",
                        good.counted(SUSPECT, true).withSold(),
                        Reason.SUSPECT_COPY),
                Arguments.of("not suspected", good.counted(SUSPECT - 1, true), Reason.OK_REPEAT),
                Arguments.of("sold", good.withSold(), Reason.SOLD),
                Arguments.of("never checked", good, Reason.OK_FIRST),
                Arguments.of("counted first", good.counted(1, true), Reason.OK_FIRST),
                Arguments.of("looked at after one check", good.counted(1, false), Reason.OK_REPEAT),
                Arguments.of("counted second", good.counted(2, true), Reason.OK_REPEAT));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void decides(String what, Case given, Reason reason) {
        assertThat(VerdictRules.verdict(given.evidence()).reason()).as(what).isEqualTo(reason);
    }

    @Test
    void tellsCountAndFirstTimeOfWhatIsInOrder() {
        assertThat(VerdictRules.verdict(Case.GOOD.counted(3, true).evidence()))
                .isEqualTo(new Verdict.InOrder(Reason.OK_REPEAT, 3, Optional.of(AT)));
        assertThat(VerdictRules.verdict(Case.GOOD.evidence()))
                .isEqualTo(new Verdict.InOrder(Reason.OK_FIRST, 0, Optional.empty()));
    }

    @Test
    void givesEachReasonToExactlyOneKindOfVerdict() {
        assertThat(Reason.values())
                .allSatisfy(
                        reason ->
                                assertThat(
                                                Stream.<Runnable>of(
                                                                () -> new Verdict.Unknown(reason),
                                                                () -> new Verdict.Warned(reason),
                                                                () ->
                                                                        new Verdict.InOrder(
                                                                                reason,
                                                                                0,
                                                                                Optional.empty()))
                                                        .filter(VerdictRulesTest::works)
                                                        .count())
                                        .isEqualTo(1));
        assertThat(Arrays.asList(Reason.values())).hasSize(14);
        assertThatThrownBy(() -> new Verdict.Unknown(Reason.OK_FIRST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean works(Runnable making) {
        try {
            making.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
