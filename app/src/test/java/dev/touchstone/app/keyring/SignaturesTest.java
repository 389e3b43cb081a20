// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.LineError;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.credential.KeyAlgorithm;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private final MarkCodes codes = OrderFixtures.codes();
    private TestWorld world;
    private Product product;
    private Caller owner;
    private Order order;
    private Signatures signatures;

    @BeforeEach
    void open() {
        world = new TestWorld();
        product =
                OrderFixtures.licensed(world, world.product(world.maker().id(), "06901234567892"));
        owner = world.of(product.enterprise(), Role.OWNER);
        Orders orders = OrderFixtures.orders(world, codes);
        order = orders.order(owner, NewOrder.of(product.gtin(), 10, "PO-1")).order();
        OrderFixtures.lines(world, codes, orders)
                .spoil(
                        world.of(product.enterprise(), Role.QUALITY),
                        order.id(),
                        new Chosen.Range(9, 10),
                        "",
                        "misprint");
        signatures =
                new Signatures(
                        world.db,
                        world.products,
                        codes,
                        orders,
                        IssuerFixtures.keys(world.db, TestServer.ORIGIN, world.now::get));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String code(MarkNumber number) {
        return codes.code(product.gtin(), MarkProfile.C20, number).text();
    }

    private List<Signatures.Signed> sign(String... texts) {
        return signatures.sign(owner, product.gtin(), KeyAlgorithm.ED25519, List.of(texts));
    }

    @Test
    void signsCodesThatWereOrdered() {
        String first = code(order.number(1));
        String last = code(order.number(8));
        assertThat(sign(first, last, first))
                .extracting(Signatures.Signed::code)
                .containsExactly(first, last, first);
        assertThat(sign(first).getFirst().signature()).hasSize(89);
    }

    @Test
    void signsNothingWhenACodeWasNeverOrderedIsVoidOrOfAnotherLength() {
        MarkNumber beyond = new MarkNumber(order.first().keyId(), 10);
        String ofAnotherLength =
                codes.code(product.gtin(), MarkProfile.C12, order.number(2)).text();
        assertThatThrownBy(
                        () ->
                                sign(
                                        code(order.number(1)),
                                        code(beyond),
                                        code(order.number(9)),
                                        "2".repeat(20),
                                        "hello",
                                        ofAnotherLength))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(Code.CODES_REFUSED);
                            assertThat(e.lines())
                                    .extracting(LineError::line)
                                    .containsExactly(2L, 3L, 4L, 5L, 6L);
                        });
    }

    /// AI 8030 goes with a GTIN, and a platform number is none.
    @Test
    void signsNothingForAProductWithoutAGtin() {
        assertThatThrownBy(
                        () ->
                                signatures.sign(
                                        owner,
                                        PlatformNumber.of(1).key(),
                                        KeyAlgorithm.ED25519,
                                        List.of(code(order.number(1)))))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.code()).isEqualTo(Code.GTIN_RESTRICTED));
    }
}
