// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LicencesTest {
    private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
    private static final LocalDate UNTIL = LocalDate.of(2027, 8, 31);

    private final AtomicBoolean onRoll = new AtomicBoolean(true);
    private TestWorld world;
    private Licences licences;
    private LicenceDesk desk;
    private Orders orders;
    private Product product;
    private Caller owner;
    private Caller reviewer;

    @BeforeEach
    void open() {
        world = new TestWorld();
        licences =
                new Licences(
                        world.db,
                        world.publicLog,
                        world.enterprises,
                        world.products,
                        (tx, enterprise, campaign) -> onRoll.get(),
                        world.ids,
                        world.now::get);
        desk = new LicenceDesk(world.db, world.enterprises, world.products);
        orders = OrderFixtures.orders(world, OrderFixtures.codes());
        product = world.product(world.maker().id(), "06901234567892");
        owner = world.of(product.enterprise(), Role.OWNER);
        reviewer = world.caller(Role.REVIEWER);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Licence.Terms terms(Licence.Kind kind, long quantity) {
        Optional<UUID> campaign =
                kind == Licence.Kind.CAMPAIGN ? Optional.of(world.ids.next()) : Optional.empty();
        return new Licence.Terms(kind, campaign, List.of(product.gtin()), quantity, FROM, UNTIL);
    }

    private Licence apply(Licence.Kind kind, long quantity) {
        return licences.apply(owner, terms(kind, quantity), licences.rules().digest());
    }

    private Order order(int count) {
        String id = "PO-" + world.ids.next();
        return orders.order(owner, NewOrder.of(product.gtin(), count, id)).order();
    }

    @Test
    void grantsTheOwnMarkAtOnceWhenTheRulesAreAccepted() {
        refused(Code.LICENCE_NEEDED, () -> order(1));
        Licence licence = apply(Licence.Kind.OWN, 100);
        assertThat(licence.state()).isEqualTo(Licence.State.GRANTED);
        assertThat(order(60).licence()).contains(licence.id());
        assertThat(desk.own(owner)).singleElement().extracting(Licence::used).isEqualTo(60L);
        assertThat(world.statements(Licence.subject(licence.id())))
                .singleElement()
                .asString()
                .contains("licence.granted", "06901234567892")
                .doesNotContain("100");
        refused(
                Code.TEXT_CHANGED,
                () -> licences.apply(owner, terms(Licence.Kind.OWN, 1), "0".repeat(64)));
    }

    @Test
    void aReviewerDecidesOnTheOthersAndNeedsDocumentsForStableProducts() {
        Licence stable = apply(Licence.Kind.STABLE, 100);
        assertThat(stable.state()).isEqualTo(Licence.State.REQUESTED);
        refused(Code.LICENCE_NEEDED, () -> order(1));
        refused(Code.FORBIDDEN, () -> licences.grant(owner, stable.id(), "R-1"));
        refused(Code.MISSING_FIELD, () -> licences.grant(reviewer, stable.id(), ""));
        assertThat(licences.grant(reviewer, stable.id(), "R-2026-1").basis()).isEqualTo("R-2026-1");
        refused(Code.WRONG_STATE, () -> licences.grant(reviewer, stable.id(), "R-2"));
        assertThat(order(1).licence()).contains(stable.id());

        Licence refusedOne = apply(Licence.Kind.STABLE, 5);
        licences.refuse(reviewer, refusedOne.id(), "no report");
        refused(Code.NOT_FOUND, () -> desk.showPublic(refusedOne.id()));
        assertThat(world.statements(Licence.subject(refusedOne.id()))).isEmpty();
    }

    @Test
    void whoAppliesNeverDecides() {
        Caller both =
                new Caller(
                        world.ids.next(),
                        "both",
                        Set.of(Role.OWNER, Role.REVIEWER),
                        Optional.of(product.enterprise()),
                        Optional.empty());
        Licence licence =
                licences.apply(both, terms(Licence.Kind.STABLE, 1), licences.rules().digest());
        refused(Code.SAME_PERSON, () -> licences.grant(both, licence.id(), "R-1"));
        refused(Code.SAME_PERSON, () -> licences.refuse(both, licence.id(), "x"));
    }

    @Test
    void theMarkOfACampaignIsForThoseOnItsRoll() {
        onRoll.set(false);
        refused(Code.NOT_ON_ROLL, () -> apply(Licence.Kind.CAMPAIGN, 1));
        onRoll.set(true);
        Licence licence = apply(Licence.Kind.CAMPAIGN, 1);
        onRoll.set(false);
        refused(Code.NOT_ON_ROLL, () -> licences.grant(reviewer, licence.id(), ""));
        onRoll.set(true);
        assertThat(licences.grant(reviewer, licence.id(), "").state())
                .isEqualTo(Licence.State.GRANTED);
    }

    @Test
    void suspensionStopsNewCodesAndIsSaidOfExistingOnes() {
        Licence licence = apply(Licence.Kind.OWN, 100);
        Order order = order(10);
        CodeState free = new CodeState.Free(order);
        assertThat(suspended(free)).isFalse();
        refused(Code.FORBIDDEN, () -> licences.suspend(owner, licence.id(), "x"));
        licences.suspend(reviewer, licence.id(), "rule 3");
        refused(Code.LICENCE_SUSPENDED, () -> order(1));
        assertThat(suspended(free)).isTrue();
        licences.restore(world.caller(Role.OPERATOR), licence.id(), "looked at");
        assertThat(suspended(free)).isFalse();
        order(1);
        assertThat(desk.showPublic(licence.id()).steps())
                .extracting(step -> step.state() + " " + step.reason())
                .containsExactly("REQUESTED ", "GRANTED ", "SUSPENDED rule 3", "GRANTED looked at");
        assertThat(world.statements(Licence.subject(licence.id()))).hasSize(3);
    }

    private boolean suspended(CodeState state) {
        UUID licence = Orders.orderOf(state).orElseThrow().licence().orElseThrow();
        return world.db.read(tx -> orders.licence(tx, licence)).orElseThrow().isSuspended();
    }

    @Test
    void neverGivesOutMoreCodesThanLicensedWhenManyOrderAtOnce() throws Exception {
        apply(Licence.Kind.OWN, 100);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(
                    () -> {
                        try {
                            order(9);
                            return true;
                        } catch (Refused e) {
                            assertThat(e.code()).isEqualTo(Code.LICENCE_USED_UP);
                            return false;
                        }
                    });
        }
        int placed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                placed += one.get() ? 1 : 0;
            }
        }
        assertThat(placed).isEqualTo(11);
        assertThatThrownBy(() -> order(2))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.arguments()).containsExactly(1L));
        assertThat(order(1)).isNotNull();
    }

    @Test
    void endsByItsPeriodByTheAssociationOrWhenGivenUp() {
        Licence byTime = apply(Licence.Kind.OWN, 100);
        world.now.set(Instant.parse("2027-08-31T15:59:59Z"));
        licences.endDue();
        assertThat(order(1).licence()).contains(byTime.id());
        world.now.set(Instant.parse("2027-08-31T16:00:00Z"));
        refused(Code.LICENCE_NEEDED, () -> order(1));
        licences.endDue();
        assertThat(desk.showPublic(byTime.id()).licence().state()).isEqualTo(Licence.State.ENDED);
        world.now.set(TestWorld.START);
        Licence givenUp = apply(Licence.Kind.OWN, 100);
        licences.end(owner, givenUp.id(), "another product");
        refused(Code.WRONG_STATE, () -> licences.restore(reviewer, givenUp.id(), "x"));
        refused(Code.LICENCE_NEEDED, () -> order(1));
    }

    @Test
    void keepsALicenceToItsProductsAndItsEnterprise() {
        Product other = world.product(product.enterprise(), "06901234567908");
        Licence licence = apply(Licence.Kind.OWN, 100);
        refused(
                Code.LICENCE_NEEDED,
                () -> orders.order(owner, NewOrder.of(other.gtin(), 1, "PO-1")));
        refused(
                Code.LICENCE_NEEDED,
                () ->
                        orders.order(
                                owner,
                                new NewOrder(
                                        product.gtin(),
                                        1,
                                        10,
                                        "PO-2",
                                        Optional.of(world.ids.next()))));
        Caller foreign = world.allRolesOf(world.maker().id());
        Licence.Terms terms = terms(Licence.Kind.OWN, 1);
        refused(Code.NOT_FOUND, () -> licences.apply(foreign, terms, licences.rules().digest()));
        Caller foreignOwner = world.of(world.maker().id(), Role.OWNER);
        refused(Code.NOT_FOUND, () -> desk.show(foreignOwner, licence.id()));
        refused(Code.NOT_FOUND, () -> licences.end(foreignOwner, licence.id(), "x"));
        assertThat(desk.own(foreignOwner)).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithAnApplication() {
        List<Gtin> none = List.of();
        Optional<UUID> campaign = Optional.of(world.ids.next());
        List<Gtin> one = List.of(product.gtin());
        Licence.Kind own = Licence.Kind.OWN;
        wrong(Code.OUT_OF_RANGE, new Licence.Terms(own, Optional.empty(), one, 0, FROM, UNTIL));
        wrong(Code.WRONG_COUNT, new Licence.Terms(own, Optional.empty(), none, 1, FROM, UNTIL));
        wrong(Code.INVALID_VALUE, new Licence.Terms(own, Optional.empty(), one, 1, UNTIL, FROM));
        wrong(
                Code.INVALID_VALUE,
                new Licence.Terms(
                        own, Optional.empty(), one, 1, FROM, FROM.plusYears(5).plusDays(1)));
        wrong(Code.INVALID_VALUE, new Licence.Terms(own, campaign, one, 1, FROM, UNTIL));
        wrong(
                Code.MISSING_FIELD,
                new Licence.Terms(Licence.Kind.CAMPAIGN, Optional.empty(), one, 1, FROM, UNTIL));
        assertThat(desk.own(owner)).isEmpty();
    }

    private void wrong(Code code, Licence.Terms terms) {
        refused(code, () -> licences.apply(owner, terms, licences.rules().digest()));
    }
}
