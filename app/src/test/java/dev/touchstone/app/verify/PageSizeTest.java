// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.picture.Photographs;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.product.Photos;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.ProductRegistration;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An item of which everything is known that a page tells, beside one of which nothing is.
class PageSizeTest {
    /// What a phone gets in its first round trips, and no more.
    private static final int FIRST_SCREEN_BYTES_MAX = 14 * 1024;

    private static final String FIELDS = "application/x-www-form-urlencoded";
    private static final String GTIN = "06901234567892";

    private TestWorld world;
    private VerifySetting setting;
    private String item;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        Enterprise maker = world.maker();
        Caller owner = world.of(maker.id(), Role.OWNER);
        Caller quality = world.of(maker.id(), Role.QUALITY);
        Product product =
                world.products.register(
                        owner,
                        maker.id(),
                        new ProductRegistration(
                                Gtin.parse(GTIN),
                                "高山云雾有机茶".repeat(10),
                                "Organic mountain tea ".repeat(5).strip(),
                                "Brand",
                                "tea",
                                "T-1"));
        OrderFixtures.licensed(world, product);
        new Photos(world.db, world.publicLog, world.products, world.now::get)
                .put(quality, product.gtin(), Photographs.png(400, 300));
        Campaign campaign = CampaignFixtures.open(setting.campaigns);
        setting.certificates.issue(
                world.caller(Role.PUBLISHER),
                PledgeFixtures.published(setting.pledges, campaign, maker).id());
        world.lot(product, "L20260801-A-0000001");
        Order order = setting.orders.order(owner, NewOrder.of(product.gtin(), 10, "PO-1")).order();
        setting.lines.activate(
                quality,
                order.id(),
                new Chosen.Range(1, 10),
                new LotNumber("L20260801-A-0000001"),
                "");
        String code = setting.codes.code(product.gtin(), order.profile(), order.number(1)).text();
        item = "/01/" + GTIN + "/21/" + code;
        world.trace.capture(quality, document().getBytes(UTF_8));
    }

    private String document() {
        String events =
                IntStream.range(0, 2 * VerifyWords.STEPS_SHOWN)
                        .mapToObj(
                                i ->
                                        """
                                        {"type": "ObjectEvent",
                                         "eventTime": "2026-08-02T08:%02d:00Z",
                                         "eventTimeZoneOffset": "+08:00", "epcList": ["%s"],
                                         "action": "OBSERVE", "bizStep": "shipping",
                                         "readPoint": {"id": "urn:x:%s"}}
                                        """
                                                .formatted(
                                                        i,
                                                        "https://id.gs1.org" + item,
                                                        "dock-of-a-warehouse-".repeat(5)))
                        .collect(Collectors.joining(","));
        return """
               {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                "type": "EPCISDocument", "schemaVersion": "2.0",
                "creationDate": "2026-09-01T00:00:00Z", "epcisBody": {"eventList": [%s]}}
               """
                .formatted(events);
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private static int bytes(TestServer.Answer page) {
        return page.body().getBytes(UTF_8).length;
    }

    @Test
    void everyPageHasTheSameSizeAndFitsTheFirstRoundTrips() {
        for (String language : List.of("zh", "en")) {
            TestServer.Client phone = setting.server.anybody();
            TestServer.Answer look = phone.page(item + "?lang=" + language);
            TestServer.Answer counted = phone.post(item, FIELDS, "_token=" + look.token(0));
            TestServer.Answer forged =
                    phone.page("/01/" + GTIN + "/21/" + "2".repeat(20) + "?lang=" + language);
            TestServer.Answer nothing = phone.page("/01/06901234567908/21/A1?lang=" + language);
            assertThat(look.body())
                    .contains("<img class=\"photo", "/certificates/", "/licences/", "dock-of-a");
            assertThat(counted.body()).contains("/verify/receipt?", "/check/place?");
            for (TestServer.Answer page : List.of(look, counted, forged, nothing)) {
                assertThat(bytes(page)).isEqualTo(VerifyPages.PAGE_BYTES);
            }
        }
        assertThat(VerifyPages.PAGE_BYTES).isLessThan(FIRST_SCREEN_BYTES_MAX);
    }
}
