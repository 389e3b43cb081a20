// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.web.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitorPlaceTest {
    private static final String FORM = "/check/place";
    private static final String FIELDS = "application/x-www-form-urlencoded";

    private TestWorld world;
    private VerifySetting setting;
    private String item;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        Product product = setting.product();
        Order order = setting.order(product, 10);
        setting.activate(order, 1, 10);
        String code = setting.codes.code(product.gtin(), order.profile(), order.number(1)).text();
        item = "/01/06901234567892/21/" + code;
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private int firstPlace() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select first_place from mark_scan")
                                .mapTo(Integer.class)
                                .one());
    }

    private static TestServer.Answer check(TestServer.Client client, String item) {
        return client.post(item, FIELDS, "_token=" + client.page(item).token(0));
    }

    private static TestServer.Answer say(TestServer.Client client, String place, String next) {
        String token = client.page(FORM).token(0);
        String body = "place=" + place + "&next=" + next + "&_token=" + token;
        return client.post(FORM, FIELDS, body);
    }

    @Test
    void isOfferedAfterACountedCheckOfSomebodyWhosePlaceNobodyTells() {
        assertThat(setting.server.anybody().page(item).body()).doesNotContain(FORM);
        assertThat(check(setting.server.anybody(), item).body()).contains(FORM + "?next=");
        TestServer.Client known = setting.server.anybody().with("x-place", "440300");
        assertThat(check(known, item).body()).doesNotContain(FORM);
    }

    @Test
    void isKeptInTheBrowserAloneAndUsedForTheNextCheck() {
        TestServer.Client phone = setting.server.anybody();
        TestServer.Answer said = say(phone, "440300", item);
        assertThat(said.status()).isEqualTo(303);
        assertThat(said.headers()).containsEntry("location", item);
        assertThat(said.headers().get("set-cookie"))
                .contains("touchstone_place=440300; Path=/01;", "HttpOnly", "Secure");
        TestServer.Answer checked = check(phone, item);
        assertThat(checked.body()).contains("共查询 1 次").doesNotContain(FORM);
        assertThat(firstPlace()).isEqualTo(440300);
    }

    @Test
    void theProxysWordGoesBeforeTheVisitors() {
        TestServer.Client phone = setting.server.anybody();
        say(phone, "440300", item);
        check(phone.with("x-place", "110105"), item);
        assertThat(firstPlace()).isEqualTo(110000);
    }

    @Test
    void takesNothingThatIsNoPlaceAndLeadsNowhereElse() {
        TestServer.Client phone = setting.server.anybody();
        for (String place : new String[] {"440305", "999999", "110101", "000000", "abc"}) {
            assertThat(say(phone, place, item).status()).as(place).isEqualTo(404);
        }
        for (String next :
                new String[] {"//evil.example", "https://evil.example", "/sign-out", ""}) {
            assertThat(say(phone, "440300", next).headers()).containsEntry("location", "/check");
        }
        assertThat(say(phone, "", item).headers().get("set-cookie")).contains("Max-Age=0");
        TestServer.Client forger = setting.server.anybody();
        forger.cookies().put("touchstone_place", "440305");
        check(forger, item);
        assertThat(firstPlace()).isZero();
    }
}
