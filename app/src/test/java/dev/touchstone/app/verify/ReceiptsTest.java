// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.credential.Verification;
import dev.touchstone.credential.Verifier;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReceiptsTest {
    private TestWorld world;
    private VerifySetting setting;
    private String path;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        Product product = setting.product();
        Order order = setting.order(product, 10);
        setting.activate(order, 1, 10);
        String code = setting.codes.code(product.gtin(), order.number(3)).text();
        path = "/01/06901234567892/21/" + code;
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private JsonNode checked() {
        TestServer.Client phone = setting.server.anybody().with("accept", "application/json");
        JsonNode look = phone.get(path).json();
        assertThat(look.has("receipt")).isFalse();
        return phone.with("x-page-token", look.path("pageToken").asString())
                .json(path, "{}")
                .json();
    }

    @Test
    void aReceiptSaysWhatWasFoundAndIsVerifiedOffline() {
        checked();
        String address = checked().path("receipt").asString();
        TestServer.Answer receipt = setting.server.anybody().get(address);
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.headers().get("content-type")).startsWith("application/vc");
        JsonNode subject = receipt.json().path("credentialSubject");
        assertThat(subject.path("verdict").asString()).isEqualTo("OK_REPEAT");
        assertThat(subject.path("check").asInt()).isEqualTo(2);
        assertThat(subject.path("checkedAt").asString()).isEqualTo(TestWorld.START.toString());
        IssuerKeys keys = IssuerFixtures.keys(world.db, TestServer.ORIGIN, world.now::get);
        Verifier verifier =
                new Verifier(
                        keys.document(),
                        url -> {
                            throw new AssertionError("a receipt has no status: " + url);
                        });
        assertThat(verifier.verifyWithoutStatus(receipt.body(), world.now.get()))
                .isInstanceOf(Verification.Valid.class);
        String changed = receipt.body().replace("OK_REPEAT", "OK_FIRST");
        assertThat(verifier.verifyWithoutStatus(changed, world.now.get()))
                .isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void anAddressThatWasChangedOrIsOldHasNoReceipt() {
        String address = checked().path("receipt").asString();
        TestServer.Client anybody = setting.server.anybody();
        assertThat(anybody.get(address.replace("OK_FIRST", "OK_REPEAT")).status()).isEqualTo(404);
        assertThat(anybody.get(address.replace("count=1", "count=7")).status()).isEqualTo(404);
        world.now.set(world.now.get().plus(Duration.ofHours(5)));
        assertThat(anybody.get(address).status()).isEqualTo(404);
    }
}
