// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.CheckDigit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// GTIN or platform number, as programs and people say it.
class ProductNumbersTest {
    private static final String NUMBER = "2900000000018";

    private TestWorld world;
    private TestServer server;
    private TestServer.Client owner;
    private TestServer.Client program;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Photos photos = new Photos(world.db, world.publicLog, world.products, world.now::get);
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "product", "publiclog"),
                        routes -> {
                            new ProductApi(world.products).addTo(routes);
                            new ProductPages(world.products, photos).addTo(routes);
                        });
        Enterprise maker = world.maker();
        owner = server.as(world.of(maker.id(), Role.OWNER));
        program =
                server.as(
                        new Caller(
                                world.ids.next(),
                                "program",
                                Set.of(Role.OWNER),
                                Optional.of(maker.id()),
                                Optional.of(Set.of(Scope.REGISTRY))));
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private TestServer.Answer register(String fields) {
        return program.json("/api/products", "{\"nameZh\": \"土蜂蜜\", " + fields + "}");
    }

    @Test
    void givesANumberToAProductWithoutAGtin() {
        TestServer.Answer made = register("\"platformNumber\": true");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("platformNumber").asString()).isEqualTo(NUMBER);
        assertThat(made.json().has("gtin")).isFalse();
        assertThat(made.headers().get("location")).isEqualTo("/api/products/" + NUMBER);
        assertThat(owner.get("/api/products/" + NUMBER).json()).isEqualTo(made.json());
        assertThat(world.statements("product:0" + NUMBER).getFirst())
                .contains("\"platformNumber\":\"" + NUMBER + "\"")
                .doesNotContain("gtin");
    }

    @Test
    void wantsAGtinOrTheWishForANumberAndNeverBoth() {
        TestServer.Answer none = register("\"brand\": \"x\"");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("MISSING_FIELD", "gtin");
        TestServer.Answer both = register("\"platformNumber\": true, \"gtin\": \"06901234567892\"");
        assertThat(both.status()).isEqualTo(400);
        assertThat(register("\"platformNumber\": false, \"gtin\": \"06901234567892\"").status())
                .isEqualTo(201);
    }

    @Test
    void refusesNumbersThatGs1KeepsForUseInsideACompany() {
        for (String start : List.of("290000000001", "020000000000", "040000000000")) {
            String gtin = CheckDigit.append(start);
            TestServer.Answer refused = register("\"gtin\": \"" + gtin + "\"");
            assertThat(refused.status()).as(gtin).isEqualTo(400);
            assertThat(refused.body()).contains("GTIN_RESTRICTED");
        }
    }

    @Test
    void aProductThatHasAGtinNowNamesItsFormerNumber() {
        register("\"platformNumber\": true");
        TestServer.Answer later =
                register("\"gtin\": \"06901234567892\", \"former\": \"" + NUMBER + "\"");
        assertThat(later.json().path("former").asString()).isEqualTo(NUMBER);
        assertThat(server.anybody().page("/products/" + NUMBER).body())
                .contains("平台编号", "/products/06901234567892");
        assertThat(server.anybody().page("/products/06901234567892").body())
                .contains("GTIN", "/products/" + NUMBER);
    }

    @Test
    void thePageOfTheProductSaysWhoseNumberItIs() {
        register("\"platformNumber\": true");
        assertThat(server.anybody().page("/products/" + NUMBER).body())
                .contains("平台编号", NUMBER, "不是 GS1 编号");
        assertThat(
                        server.anybody()
                                .with("accept-language", "en")
                                .page("/products/" + NUMBER)
                                .body())
                .contains("Platform number", "not a GS1 number");
        assertThat(owner.page("/desk/products").body()).contains("name=\"platformNumber\"");
    }
}
