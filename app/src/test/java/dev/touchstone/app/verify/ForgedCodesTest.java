// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Counts what the database is asked, whichever way a code comes in. The salt of device hashes is
/// read once a day, whatever the code is; the first check here does that.
class ForgedCodesTest {
    private TestWorld world;
    private VerifySetting setting;
    private Product product;
    private Order order;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        product = setting.product();
        order = setting.order(product, 10);
        setting.activate(order, 1, 10);
        post(path(code(1)), "text/html");
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private String code(int index) {
        return setting.codes.code(product.gtin(), order.profile(), order.number(index)).text();
    }

    private static String path(String code) {
        return "/01/06901234567892/21/" + code;
    }

    private String token(String path) {
        return setting.server
                .anybody()
                .with("accept", "application/json")
                .get(path)
                .json()
                .path("pageToken")
                .asString();
    }

    private TestServer.Answer post(String path, String accept) {
        return setting.server
                .anybody()
                .with("accept", accept)
                .post(path, "application/x-www-form-urlencoded", "_token=" + token(path));
    }

    private TestServer.Answer shop(String body) {
        Caller shop =
                new Caller(
                        world.ids.next(),
                        "shop",
                        Set.of(Role.INSPECTION),
                        Optional.empty(),
                        Optional.of(Set.of(Scope.VERIFY)));
        return setting.server.as(shop).json("/verify", body);
    }

    /// Every way in, each given a code.
    private Map<String, Consumer<String>> ways() {
        Map<String, Consumer<String>> ways = new LinkedHashMap<>();
        ways.put("page", code -> setting.server.anybody().page(path(code)));
        ways.put(
                "page with a lot",
                code -> setting.server.anybody().page("/01/06901234567892/10/L1/21/" + code));
        ways.put("JSON", code -> token(path(code)));
        ways.put(
                "posted page",
                code -> assertThat(post(path(code), "text/html").status()).isNotEqualTo(403));
        ways.put(
                "posted for JSON",
                code ->
                        assertThat(post(path(code), "application/json").status())
                                .isNotEqualTo(403));
        String one = "{\"code\": \"(01)06901234567892(21)%s\", \"count\": true}";
        ways.put("one of a shop", code -> shop(one.formatted(code)));
        String many = "{\"codes\": [\"(01)06901234567892(21)%s\", \"x\"], \"count\": true}";
        ways.put("many of a shop", code -> shop(many.formatted(code)));
        return ways;
    }

    @Test
    void aForgedCodeAsksTheDatabaseNothingWhicheverWayItComes() {
        String real = code(2);
        String forged = real.substring(0, 19) + (real.endsWith("A") ? 'B' : 'A');
        ways().forEach(
                        (way, of) -> {
                            long before = world.db.statements();
                            of.accept(forged);
                            assertThat(world.db.statements() - before).as(way).isZero();
                            of.accept(real);
                            assertThat(world.db.statements() - before).as(way).isPositive();
                        });
    }

    @Test
    void aCountedCheckTakesTheTokenOfItsOwnPageAloneSignedInOrNot() {
        TestServer.Client owner = setting.server.as(world.of(product.enterprise(), Role.OWNER));
        for (TestServer.Client client : new TestServer.Client[] {owner, setting.server.anybody()}) {
            String own = client.page(path(code(3))).token(0);
            String body = "_token=" + own;
            assertThat(client.form(path(code(4)), body).status()).isEqualTo(403);
            assertThat(client.form("/01/06901234567892/10/L1/21/" + code(3), body).status())
                    .isEqualTo(403);
            assertThat(client.form(path(code(3)), body).status()).isEqualTo(200);
        }
        String ofOwner = owner.page(path(code(3))).token(0);
        assertThat(setting.server.anybody().form(path(code(3)), "_token=" + ofOwner).status())
                .isEqualTo(403);
    }

    @Test
    void theLicenceOfTheCodeIsShown() {
        String page = setting.server.anybody().page(path(code(5)) + "?lang=en").body();
        assertThat(page)
                .contains(
                        "/licences/" + order.licence().orElseThrow(),
                        "The enterprise's own mark",
                        "Licence from 2026-09-01 to ");
        String json =
                setting.server
                        .anybody()
                        .with("accept", "application/json")
                        .get(path(code(5)))
                        .body();
        assertThat(json).contains("\"mark\":\"OWN\"", "\"state\":\"GRANTED\"");
    }
}
