// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.mark.HiddenCodes;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.order.CodeList;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HiddenChecksTest {
    private static final int LENGTH = 10;
    private static final String WRONG = "2222222222";

    private final RevokedKeys revoked = new RevokedKeys();
    private TestWorld world;
    private MarkCodes codes;
    private Orders orders;
    private Product product;
    private Caller quality;
    private Order order;
    private HiddenChecks checks;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes(revoked);
        orders = OrderFixtures.orders(world, codes);
        product =
                OrderFixtures.licensed(world, world.product(world.maker().id(), "06901234567892"));
        world.lot(product, "L1");
        quality = world.of(product.enterprise(), Role.QUALITY);
        order = order("PO-1", LENGTH);
        activate(order, 5);
        checks = new HiddenChecks(world.db, world.products, codes, orders, world.now::get);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Order order(String externalId, int hidden) {
        NewOrder wanted =
                new NewOrder(
                        product.gtin(),
                        10,
                        10,
                        externalId,
                        Optional.empty(),
                        MarkProfile.C16,
                        MarkAlgorithm.AES,
                        hidden);
        return orders.order(world.of(product.enterprise(), Role.OWNER), wanted).order();
    }

    private void activate(Order some, int last) {
        OrderFixtures.lines(world, codes, orders)
                .activate(quality, some.id(), new Chosen.Range(1, last), new LotNumber("L1"), "");
    }

    private Serial open(Order of, int index) {
        return new Serial(codes.code(product.gtin(), of.profile(), of.number(index)).text());
    }

    private String hidden(int index) {
        return codes.hidden()
                .of(product.gtin(), order.first().keyId(), LENGTH)
                .code(order.number(index).counter());
    }

    private Answer check(int index, String typed) {
        return checks.check(product.gtin(), open(order, index), typed);
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void callsOnlyTheFirstRightTryTheFirst() {
        assertThat(check(1, hidden(1))).isEqualTo(new Answer.First(TestWorld.START));
        world.now.set(TestWorld.START.plus(Duration.ofDays(1)));
        assertThat(check(1, hidden(1))).isEqualTo(new Answer.Again(2, TestWorld.START));
        assertThat(check(2, hidden(2))).isInstanceOf(Answer.First.class);
    }

    @Test
    void readsWhatPeopleType() {
        String code = hidden(1).toLowerCase();
        String typed = " " + code.substring(0, 5) + "-" + code.substring(5) + "\u3000";
        assertThat(check(1, typed)).isInstanceOf(Answer.First.class);
        StringBuilder wide = new StringBuilder();
        hidden(2).chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        assertThat(check(2, wide.toString())).isInstanceOf(Answer.First.class);
        assertThat(check(3, "隐藏码")).isEqualTo(new Answer.Wrong(4));
    }

    @Test
    void locksAfterFiveWrongTriesUntilTheMakerUnlocks() {
        for (int left = 4; left >= 1; left--) {
            assertThat(check(1, WRONG)).isEqualTo(new Answer.Wrong(left));
        }
        assertThat(check(1, WRONG)).isEqualTo(new Answer.Locked(TestWorld.START));
        assertThat(check(1, hidden(1))).isEqualTo(new Answer.Locked(TestWorld.START));
        assertThat(checks.locked(quality))
                .extracting(checks::code)
                .containsExactly(open(order, 1).text());
        checks.unlock(quality, product.gtin(), open(order, 1));
        assertThat(checks.locked(quality)).isEmpty();
        assertThat(check(1, WRONG)).isEqualTo(new Answer.Wrong(4));
        assertThat(check(1, hidden(1))).isInstanceOf(Answer.First.class);
        assertThat(check(1, WRONG)).isEqualTo(new Answer.Wrong(4));
    }

    @Test
    void onlyTheMakerUnlocks() {
        for (int i = 0; i < Tries.WRONG_MAX; i++) {
            check(1, WRONG);
        }
        Caller other = world.of(world.ids.next(), Role.QUALITY);
        refused(Code.NOT_FOUND, () -> checks.unlock(other, product.gtin(), open(order, 1)));
        assertThat(checks.locked(other)).isEmpty();
        refused(
                Code.FORBIDDEN,
                () ->
                        checks.unlock(
                                world.of(product.enterprise(), Role.LINE),
                                product.gtin(),
                                open(order, 1)));
        refused(Code.NOT_FOUND, () -> checks.unlock(quality, product.gtin(), open(order, 2)));
        assertThat(checks.locked(quality)).hasSize(1);
    }

    @Test
    void knowsNoHiddenCodeWhereNoneWasOrderedOrTheItemIsNotMade() {
        Order plain = order("PO-plain", 0);
        activate(plain, 1);
        refused(Code.NOT_FOUND, () -> checks.check(product.gtin(), open(plain, 1), WRONG));
        refused(Code.NOT_FOUND, () -> check(6, hidden(6)));
        refused(Code.NOT_FOUND, () -> checks.check(product.gtin(), new Serial("A1"), WRONG));
    }

    /// However many try at once: five wrong tries are told, and one right try is the first.
    @Test
    void neverGivesAwayASixthTryHoweverManyTryAtOnce() throws Exception {
        List<Answer> wrong = together(40, () -> check(1, WRONG));
        assertThat(wrong).filteredOn(Answer.Wrong.class::isInstance).hasSize(Tries.WRONG_MAX - 1);
        assertThat(wrong).filteredOn(Answer.Locked.class::isInstance).hasSize(36);
        List<Answer> right = together(40, () -> check(2, hidden(2)));
        assertThat(right).filteredOn(Answer.First.class::isInstance).hasSize(1);
        assertThat(right)
                .filteredOn(Answer.Again.class::isInstance)
                .extracting(again -> ((Answer.Again) again).count())
                .doesNotHaveDuplicates()
                .hasSize(39);
    }

    private static List<Answer> together(int count, Callable<Answer> call) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                calls.add(call);
            }
            for (Future<Answer> one : threads.invokeAll(calls)) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    @Test
    void deliversTheHiddenCodesBesideTheOpenOnes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CodeList(codes, order, "https://marks.example").write(out, 1, 10);
        List<String> lines = out.toString(US_ASCII).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("index,code,link,hidden");
        assertThat(lines).hasSize(11);
        for (int index = 1; index <= 10; index++) {
            assertThat(lines.get(index)).endsWith("," + hidden(index));
        }
    }

    @Test
    void hiddenCodesDifferByLengthProductKeyAndCounter() {
        HiddenCodes.Series series = codes.hidden().of(product.gtin(), 1, 8);
        assertThat(
                        List.of(
                                series.code(0),
                                series.code(1),
                                codes.hidden().of(product.gtin(), 2, 8).code(0),
                                codes.hidden().of(product.gtin(), 1, 12).code(0).substring(0, 8)))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[2-9A-HJ-NP-Z]{8}"));
        assertThat(series.fits(0, series.code(0))).isTrue();
        assertThat(series.fits(1, series.code(0))).isFalse();
        assertThat(series.fits(0, series.code(0) + "2")).isFalse();
        assertThat(series.fits(0, "")).isFalse();
        for (int length : new int[] {1, 7, 13, -1}) {
            refused(Code.OUT_OF_RANGE, () -> order("PO-" + length, length));
        }
    }
}
