// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Page;
import dev.touchstone.app.workday.HolidayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of consumers' reports. Thread-safe.
public final class Reports {
    /// The most reports of one page of a list.
    public static final int PAGE_MAX = 100;

    /// How long a contact is kept after its report was closed.
    public static final Duration CONTACT_KEPT = Duration.ofDays(180);

    private static final int SECRET_BYTES = 32;
    private static final int SECRET_LENGTH = 43;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Products products;
    private final SealedText contacts;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ReportStore store = new ReportStore();
    private final HolidayCalendar holidays = new HolidayCalendar();

    /// Reports on the products of enterprises.
    ///
    /// @param contactKey 32 secret bytes, kept outside the database
    /// @param random unpredictable: the secrets of links come from it
    public Reports(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Products products,
            byte[] contactKey,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.products = products;
        this.contacts = new SealedText(contactKey, random);
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /// What a consumer gets.
    ///
    /// @param secret the last part of the link to follow the report; kept here as a hash only
    public record Receipt(Report report, String secret) {
        /// The address of the receipt.
        public String address() {
            return "/report/" + secret;
        }
    }

    /// Receives a report from anybody.
    public Receipt receive(NewReport said) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return db.write(
                tx -> {
                    Report report = received(tx, said);
                    Optional<byte[]> contact =
                            said.contact().map(text -> contacts.seal(report.id(), text));
                    store.insert(tx, report, Sha256.of(secret), contact);
                    return new Receipt(report, secret);
                });
    }

    private Report received(Tx tx, NewReport said) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Page.ZONE);
        UUID id = ids.next();
        ReportRules.Due due =
                ReportRules.due(store.clock(tx, today), holidays.from(tx, today), today);
        String number = ReportRules.number(today, random);
        UUID statement =
                publicLog.state(
                        tx,
                        Statement.sealed(
                                "consumer.reported",
                                "association",
                                Report.subject(id),
                                now,
                                Map.of(
                                        "number", number,
                                        "kind", said.kind().name(),
                                        "gtin", said.gtin().map(g -> g.digits()).orElse(""),
                                        "text", Sha256.hex(said.text()))));
        return new Report(
                id,
                said.gtin().flatMap(gtin -> products.find(tx, gtin)).map(Product::enterprise),
                number,
                said.kind(),
                said.gtin(),
                said.serial(),
                said.text(),
                said.contact().isEmpty(),
                said.publishConsent(),
                Report.State.RECEIVED,
                now,
                due.acknowledge(),
                due.triage(),
                due.reply(),
                Optional.empty(),
                statement);
    }

    /// A report by the secret of its link.
    ///
    /// @throws Refused NOT_FOUND
    public Report follow(String secret) {
        if (secret.length() != SECRET_LENGTH) {
            throw new Refused(Code.NOT_FOUND);
        }
        return db.read(tx -> store.byFollowHash(tx, Sha256.of(secret)))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// A page of reports, latest first: an enterprise sees those on its products, triage and
    /// supervision see all.
    ///
    /// @param before the last id of the page before
    public List<Report> list(Caller caller, Optional<UUID> before, int countMax) {
        caller.requireAny(Role.SERVICE, Role.OWNER, Role.OPERATOR, Role.REVIEWER, Role.REGULATOR);
        return db.read(tx -> store.list(tx, caller.enterprise(), before, countMax));
    }

    /// A report with what only some may see of it.
    ///
    /// @param maker who registered the product
    /// @param contact how to reach the consumer; for triage only
    public record Detail(Report report, Optional<Enterprise> maker, Optional<String> contact) {}

    /// A report.
    ///
    /// @param caller the maker's service or owner, triage, or supervision
    /// @throws Refused NOT_FOUND
    public Detail show(Caller caller, UUID id) {
        return db.read(
                tx -> {
                    Report report = store.find(tx, id).orElseThrow(Reports::notFound);
                    require(
                            caller,
                            report,
                            Role.SERVICE,
                            Role.OWNER,
                            Role.OPERATOR,
                            Role.REVIEWER,
                            Role.REGULATOR);
                    Optional<String> contact =
                            caller.isAny(Role.OPERATOR, Role.REVIEWER)
                                    ? store.contact(tx, id).map(c -> contacts.open(id, c))
                                    : Optional.empty();
                    Optional<Enterprise> maker =
                            report.enterprise().flatMap(e -> enterprises.find(tx, e));
                    return new Detail(report, maker, contact);
                });
    }

    private static void require(Caller caller, Report report, Role... roles) {
        if (report.enterprise().isPresent()) {
            caller.requireFor(report.enterprise().get(), roles);
        } else if (caller.enterprise().isPresent()) {
            throw notFound();
        } else {
            caller.requireAny(roles);
        }
    }

    private static Refused notFound() {
        return new Refused(Code.NOT_FOUND);
    }

    /// Says that a report was read.
    ///
    /// @param caller the maker's service or owner; triage for a product nobody registered
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Report acknowledge(Caller caller, UUID id) {
        return db.write(
                tx -> {
                    Report report = store.lock(tx, id).orElseThrow(Reports::notFound);
                    requireAnswerer(caller, report);
                    ReportRules.requireAcknowledgeable(report);
                    store.acknowledge(tx, id, clock.instant());
                    return store.find(tx, id).orElseThrow();
                });
    }

    /// Answers a report, once: the maker's right of reply.
    ///
    /// @param caller the maker's service or owner; triage for a product nobody registered
    /// @throws Refused NOT_FOUND, ALREADY_ANSWERED, WRONG_STATE
    public Report answer(Caller caller, UUID id, String text) {
        return db.write(
                tx -> {
                    Report report = store.lock(tx, id).orElseThrow(Reports::notFound);
                    requireAnswerer(caller, report);
                    ReportRules.requireAnswerable(report);
                    Instant now = clock.instant();
                    UUID statement =
                            publicLog.state(
                                    tx,
                                    Statement.sealed(
                                            "consumer.answered",
                                            report.enterprise()
                                                    .map(UUID::toString)
                                                    .orElse("association"),
                                            Report.subject(id),
                                            now,
                                            Map.of(
                                                    "number",
                                                    report.number(),
                                                    "text",
                                                    Sha256.hex(text))));
                    store.answer(tx, id, new Report.Answer(text, now, statement), caller.account());
                    return store.find(tx, id).orElseThrow();
                });
    }

    private static void requireAnswerer(Caller caller, Report report) {
        if (report.enterprise().isPresent()) {
            require(caller, report, Role.SERVICE, Role.OWNER);
        } else {
            require(caller, report, Role.OPERATOR, Role.REVIEWER);
        }
    }

    /// Closes a report.
    ///
    /// @param caller triage
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Report close(Caller caller, UUID id) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER);
        return db.write(
                tx -> {
                    Report report = store.lock(tx, id).orElseThrow(Reports::notFound);
                    ReportRules.requireOpen(report);
                    store.close(tx, id, clock.instant());
                    return store.find(tx, id).orElseThrow();
                });
    }

    /// Drops the contacts of reports that were closed long enough ago; to be run daily.
    ///
    /// @return how many
    public int dropContacts() {
        Instant before = clock.instant().minus(CONTACT_KEPT);
        return db.write(tx -> store.dropContacts(tx, before));
    }
}
