// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.CertificateFixtures;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.copies.CopyThresholds;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.scan.AlarmPages;
import dev.touchstone.app.scan.Alarms;
import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.scan.PlacePages;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.LotNumber;
import java.util.List;
import java.util.function.UnaryOperator;

/// The slices that verification stands on, and a server with its addresses.
final class VerifySetting implements AutoCloseable {
    /// Limits that no test reaches.
    static final CheckSettings FREELY =
            new CheckSettings(1_000_000, 1_000_000, 1_000_000, "X-Place", "");

    final RevokedKeys revoked = new RevokedKeys();
    final MarkCodes codes = OrderFixtures.codes(revoked);
    final Orders orders;
    final Lines lines;
    final ScanCounter counter;
    final Campaigns campaigns;
    final Pledges pledges;
    final Certificates certificates;
    final Alarms alarms;
    final Verdicts verdicts;
    final TestServer server;

    private final TestWorld world;

    VerifySetting(TestWorld world, CheckSettings settings) {
        this.world = world;
        orders = OrderFixtures.orders(world, codes);
        lines = OrderFixtures.lines(world, codes, orders);
        counter = new ScanCounter(world.db, world.now::get);
        campaigns = CampaignFixtures.campaigns(world.db, world.now::get);
        pledges = PledgeFixtures.pledges(world.db, world.enterprises, campaigns, world.now::get);
        certificates =
                CertificateFixtures.certificates(
                        world.db,
                        world.publicLog,
                        campaigns,
                        pledges,
                        TestServer.ORIGIN,
                        world.now::get);
        alarms = new Alarms(world.db, CopyThresholds.DEFAULT, world.ids, world.now::get);
        verdicts =
                new Verdicts(
                        world.db,
                        world.enterprises,
                        world.products,
                        certificates,
                        world.trace,
                        codes,
                        orders,
                        OrderFixtures.packing(world, codes, orders),
                        counter,
                        alarms,
                        world.now::get);
        Devices devices = new Devices(world.db, world.now::get, world.random);
        Receipts receipts =
                new Receipts(
                        world.db,
                        IssuerFixtures.keys(world.db, TestServer.ORIGIN, world.now::get),
                        new byte[32],
                        TestServer.ORIGIN,
                        world.now::get);
        Verification verification =
                new Verification(
                        verdicts,
                        world.products,
                        devices,
                        receipts,
                        settings,
                        new byte[32],
                        true,
                        world.now::get,
                        world.random,
                        UnaryOperator.identity());
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "verify", "licence", "scan"),
                        routes -> {
                            verification.addTo(routes);
                            new AlarmPages(alarms, codes).addTo(routes);
                            new PlacePages(true).addTo(routes);
                        });
    }

    /// A product that codes may be ordered for, with the lot L1.
    Product product() {
        Product product =
                OrderFixtures.licensed(world, world.product(world.maker().id(), "06901234567892"));
        world.lot(product, "L1");
        return product;
    }

    /// An order of a product's owner.
    Order order(Product product, int count) {
        Caller owner = world.of(product.enterprise(), Role.OWNER);
        return orders.order(owner, NewOrder.of(product.gtin(), count, "PO-1")).order();
    }

    /// Brings items of the lot L1 into being.
    void activate(Order order, int first, int last) {
        lines.activate(
                world.of(order.enterprise(), Role.QUALITY),
                order.id(),
                new Chosen.Range(first, last),
                new LotNumber("L1"),
                "");
    }

    @Override
    public void close() {
        server.close();
        verdicts.close();
        counter.close();
    }
}
