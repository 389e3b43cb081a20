// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.application.ApplicationPages;
import dev.touchstone.app.application.Applications;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.consumer.ReportApi;
import dev.touchstone.app.consumer.ReportPages;
import dev.touchstone.app.consumer.Reports;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Jobs;
import dev.touchstone.app.delivery.Deliveries;
import dev.touchstone.app.delivery.DeliveryPages;
import dev.touchstone.app.enterprise.ChangeApi;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseApi;
import dev.touchstone.app.enterprise.EnterprisePages;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.hidden.HiddenChecks;
import dev.touchstone.app.hidden.HiddenPages;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.keyring.Keyring;
import dev.touchstone.app.keyring.KeyringPages;
import dev.touchstone.app.keyring.Signatures;
import dev.touchstone.app.label.LabelApi;
import dev.touchstone.app.label.LabelPages;
import dev.touchstone.app.label.Labels;
import dev.touchstone.app.licence.LicenceApi;
import dev.touchstone.app.licence.LicenceDesk;
import dev.touchstone.app.licence.LicencePages;
import dev.touchstone.app.licence.Licences;
import dev.touchstone.app.line.LineApi;
import dev.touchstone.app.line.LinePages;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.notice.NoticePages;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.notice.SmtpMailer;
import dev.touchstone.app.order.OrderApi;
import dev.touchstone.app.order.OrderPages;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.order.Preparation;
import dev.touchstone.app.packing.Packing;
import dev.touchstone.app.packing.PackingApi;
import dev.touchstone.app.packing.PackingPages;
import dev.touchstone.app.pledge.PledgeDesk;
import dev.touchstone.app.product.PhotoPages;
import dev.touchstone.app.product.Photos;
import dev.touchstone.app.product.ProductApi;
import dev.touchstone.app.product.ProductPages;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.resolver.LinkApi;
import dev.touchstone.app.resolver.LinkPages;
import dev.touchstone.app.resolver.Links;
import dev.touchstone.app.resolver.Resolver;
import dev.touchstone.app.resolver.ResolverPages;
import dev.touchstone.app.scan.AlarmPages;
import dev.touchstone.app.scan.Alarms;
import dev.touchstone.app.scan.Devices;
import dev.touchstone.app.scan.PlacePages;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.statistics.Statistics;
import dev.touchstone.app.statistics.StatisticsPages;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.trace.TraceApi;
import dev.touchstone.app.trace.TracePages;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.verify.Receipts;
import dev.touchstone.app.verify.Verdicts;
import dev.touchstone.app.verify.Verification;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Routes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/// Makes the slices of the domain, one from another by plain constructors, and adds their routes,
/// jobs and closers. Made once, by [App]; what is common to all is handed to it.
final class Slices {
    /// How many applications to the registry one network may send.
    private static final int APPLICATIONS_PER_HOUR = 10;

    /// How many links to codes one network may try.
    private static final int LINKS_PER_MINUTE = 30;
    private static final int HIDDEN_TRIES_PER_MINUTE = 30;

    private final Config config;
    private final Keys keys;
    private final Database db;
    private final PublicLog publicLog;
    private final Facts facts;
    private final Messages messages;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Routes routes;
    private final Jobs jobs;
    private final Deque<Runnable> closers;

    private final Enterprises enterprises;
    private final Products products;
    private final Campaigns campaigns;
    private final PledgeDesk pledgeDesk;
    private final IssuerKeys issuerKeys;
    private final Certificates certificates;

    Slices(Common common) {
        this.config = common.config();
        this.keys = common.keys();
        this.db = common.db();
        this.publicLog = common.publicLog();
        this.facts = common.facts();
        this.messages = common.messages();
        this.ids = common.ids();
        this.clock = common.clock();
        this.random = common.random();
        this.routes = common.routes();
        this.jobs = common.jobs();
        this.closers = common.closers();
        SealedText persons = new SealedText(keys.derive("enterprise persons"), random);
        this.enterprises = new Enterprises(db, publicLog, persons, ids, clock);
        this.products = new Products(db, publicLog, enterprises, ids, clock);
        new EnterpriseApi(enterprises).addTo(routes);
        new ChangeApi(enterprises).addTo(routes);
        new EnterprisePages(enterprises).addTo(routes);
        jobs.every(
                "enterprise-seal-persons",
                Duration.ofHours(24),
                enterprises.changes()::sealPlainPersons);
        applied();
        new ProductApi(products).addTo(routes);
        Photos photos = new Photos(db, publicLog, products, clock);
        new ProductPages(products, photos).addTo(routes);
        new PhotoPages(photos).addTo(routes);
        jobs.every("product-forget-photos", Duration.ofHours(1), photos::forgetOld);
        CampaignSlices made = new CampaignSlices(common, enterprises, noticed());
        this.campaigns = made.campaigns();
        this.pledgeDesk = made.pledgeDesk();
        this.issuerKeys = made.issuerKeys();
        this.certificates = made.certificates();
        marked();
        consumed();
        new StatisticsPages(new Statistics(db, clock)).addTo(routes);
    }

    /// The enterprise that a credit code names, for the look-up of the public log.
    Optional<UUID> enterprise(String creditCode) {
        return enterprises.withText(creditCode).map(Enterprise::id);
    }

    private void applied() {
        SealedText persons = new SealedText(keys.derive("application persons"), random);
        Applications applications = new Applications(db, enterprises, persons, ids, clock, random);
        RateLimit limit = new RateLimit(APPLICATIONS_PER_HOUR, Duration.ofHours(1));
        new ApplicationPages(applications, limit).addTo(routes);
        jobs.every("application-drop-persons", Duration.ofHours(6), applications::dropPersons);
    }

    private Notices noticed() {
        Notices notices =
                new Notices(
                        db,
                        config.mail().map(server -> new SmtpMailer(server, clock)),
                        messages,
                        keys.derive("notices"),
                        config.publicUrl(),
                        ids,
                        clock,
                        random);
        new NoticePages(notices).addTo(routes);
        jobs.every("notice-send", Duration.ofSeconds(10), notices::sendDue);
        jobs.every("notice-drop-settled", Duration.ofHours(24), notices::dropSettled);
        return notices;
    }

    private void marked() {
        RevokedKeys revoked = new RevokedKeys();
        MarkCodes codes = new MarkCodes(keys.derive("mark codes"), revoked);
        Keyring keyring = new Keyring(db, publicLog, products, codes, revoked, ids, clock);
        keyring.watch();
        closers.push(keyring::close);
        Trace trace = new Trace(db, publicLog, enterprises, config.publicUrl(), ids, clock);
        Licences licences = licensed();
        Preparation preparation = new Preparation(db, publicLog, codes, clock);
        Orders orders =
                new Orders(db, enterprises, products, licences, codes, preparation, ids, clock);
        new KeyringPages(keyring, new Signatures(db, products, codes, orders, issuerKeys))
                .addTo(routes);
        preparation.work();
        closers.push(preparation::close);
        ResolverPages resolver = resolved();
        Packing packing = packed(trace, codes, orders, resolver);
        Lines lines =
                new Lines(
                        db,
                        publicLog,
                        products,
                        trace,
                        codes,
                        orders,
                        packing::holding,
                        config.undoWindow(),
                        ids,
                        clock);
        new LineApi(lines).addTo(routes);
        new LinePages(lines).addTo(routes);
        Labels labels = new Labels(db, orders, codes, config.publicUrl(), ids, clock);
        new LabelApi(labels).addTo(routes);
        new LabelPages(labels).addTo(routes);
        jobs.every("order-forget-runs", Duration.ofHours(24), lines::forgetOldRuns);
        facts.source(Trace.CAPTURED, trace);
        facts.source(Orders.ORDERED, orders);
        new OrderApi(orders).addTo(routes);
        delivered(orders, codes);
        new OrderPages(orders, config.undoWindow(), clock).addTo(routes);
        new TraceApi(trace, clock).addTo(routes);
        new TracePages(trace).addTo(routes);
        verified(trace, codes, orders, packing, resolver);
    }

    private void verified(
            Trace trace, MarkCodes codes, Orders orders, Packing packing, ResolverPages resolver) {
        ScanCounter counter = new ScanCounter(db, clock);
        closers.push(counter::close);
        Devices devices = new Devices(db, clock, random);
        Alarms alarms = new Alarms(db, config.copyThresholds(), ids, clock);
        new AlarmPages(alarms, codes).addTo(routes);
        new PlacePages(config.publicUrl().startsWith("https:")).addTo(routes);
        Verdicts verdicts =
                new Verdicts(
                        db,
                        enterprises,
                        products,
                        certificates,
                        trace,
                        codes,
                        orders,
                        packing,
                        counter,
                        alarms,
                        clock);
        closers.push(verdicts::close);
        new HiddenPages(
                        new HiddenChecks(db, products, codes, orders, clock),
                        verdicts,
                        new RateLimit(HIDDEN_TRIES_PER_MINUTE, Duration.ofMinutes(1)))
                .addTo(routes);
        Receipts receipts =
                new Receipts(db, issuerKeys, keys.derive("receipts"), config.publicUrl(), clock);
        new Verification(
                        verdicts,
                        products,
                        devices,
                        receipts,
                        config.checks(),
                        keys.derive("proofs of work"),
                        config.publicUrl().startsWith("https:"),
                        clock,
                        random,
                        resolver::first)
                .addTo(routes);
    }

    private Licences licensed() {
        Licences licences =
                new Licences(db, publicLog, enterprises, products, pledgeDesk::stands, ids, clock);
        LicenceDesk desk = new LicenceDesk(db, enterprises, products);
        new LicenceApi(licences, desk).addTo(routes);
        new LicencePages(licences, desk, campaigns, clock).addTo(routes);
        jobs.every("licence-end", Duration.ofMinutes(10), licences::endDue);
        return licences;
    }

    private Packing packed(Trace trace, MarkCodes codes, Orders orders, ResolverPages resolver) {
        Packing packing =
                new Packing(
                        db,
                        publicLog,
                        enterprises,
                        trace,
                        codes,
                        orders,
                        config.undoWindow(),
                        ids,
                        clock);
        new PackingApi(packing).addTo(routes);
        new PackingPages(packing, resolver::first).addTo(routes);
        jobs.every("packing-forget-loads", Duration.ofHours(24), packing::forgetOldLoads);
        return packing;
    }

    private ResolverPages resolved() {
        Links links = new Links(db, publicLog, products, config.companyPrefixes(), ids, clock);
        new LinkApi(links).addTo(routes);
        new LinkPages(links).addTo(routes);
        Resolver resolver = new Resolver(db, links, products, config.publicUrl(), clock);
        ResolverPages pages = new ResolverPages(resolver);
        pages.addTo(routes);
        return pages;
    }

    private void delivered(Orders orders, MarkCodes codes) {
        SealedText passwords = new SealedText(keys.derive("delivery passwords"), random);
        Deliveries deliveries = new Deliveries(db, orders, passwords, ids, clock, random);
        RateLimit limit = new RateLimit(LINKS_PER_MINUTE, Duration.ofMinutes(1));
        new DeliveryPages(deliveries, codes, limit, config.publicUrl()).addTo(routes);
        jobs.every("delivery-expire", Duration.ofMinutes(10), deliveries::expireDue);
    }

    private void consumed() {
        Reports reports =
                new Reports(
                        db,
                        publicLog,
                        enterprises,
                        products,
                        keys.derive("consumer contacts"),
                        ids,
                        clock,
                        random);
        RateLimit limit = new RateLimit(config.reportsPerHour(), Duration.ofHours(1));
        new ReportApi(reports, limit).addTo(routes);
        new ReportPages(reports, limit).addTo(routes);
        jobs.every("consumer-drop-contacts", Duration.ofHours(6), reports::dropContacts);
    }
}
