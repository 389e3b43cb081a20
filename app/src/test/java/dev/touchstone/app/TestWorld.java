// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.enterprise.Registration;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.ProductRegistration;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// A fresh migrated database with the slices below a tested one, a clock that stands still until
/// it is moved, and synthetic enterprises with products.
public final class TestWorld implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-09-01T02:00:00Z");

    public final AtomicReference<Instant> now = new AtomicReference<>(START);
    /// Where people find the platform of this world.
    public static final String PUBLIC_URL = "https://marks.example";

    public final SplittableRandom random = new SplittableRandom(1);
    public final Database db;
    public final Ids ids;
    public final PublicLog publicLog;
    public final Enterprises enterprises;
    public final Products products;
    public final Trace trace;
    private int made;

    public TestWorld() {
        db = TestDatabase.fresh();
        ids = new Ids(now::get, random);
        publicLog = new PublicLog(ids, random);
        enterprises = EnterpriseFixtures.enterprises(db, publicLog, ids, now::get);
        products = new Products(db, publicLog, enterprises, ids, now::get);
        trace = new Trace(db, publicLog, enterprises, PUBLIC_URL, ids, now::get);
    }

    /// A caller without an enterprise.
    public Caller caller(Role... roles) {
        return new Caller(ids.next(), "person", Set.of(roles), Optional.empty(), Optional.empty());
    }

    /// A caller of an enterprise.
    public Caller of(UUID enterprise, Role... roles) {
        return new Caller(
                ids.next(), "maker", Set.of(roles), Optional.of(enterprise), Optional.empty());
    }

    public Caller allRolesOf(UUID enterprise) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (role.ofEnterprise()) {
                roles.add(role);
            }
        }
        return of(enterprise, roles.toArray(Role[]::new));
    }

    /// A registered enterprise that nobody has verified.
    public Enterprise applicant() {
        made++;
        CreditCode code = CreditCode.completed("91999999MA%06d".formatted(made));
        return enterprises.register(
                caller(Role.OPERATOR),
                new Registration(
                        code,
                        "合成企业" + made,
                        "Synthetic maker " + made,
                        Region.parse("440000"),
                        Industry.parse("C"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// A verified enterprise.
    public Enterprise maker() {
        Enterprise applicant = applicant();
        return enterprises.verify(caller(Role.REVIEWER), applicant.id(), Optional.empty());
    }

    public Product product(UUID enterprise, String gtin) {
        return products.register(
                of(enterprise, Role.OWNER),
                enterprise,
                new ProductRegistration(
                        Optional.of(Gtin.parse(gtin)),
                        "试验茶",
                        "Test tea",
                        "Brand",
                        "tea",
                        "T-1",
                        Optional.empty()));
    }

    /// A product without a GTIN.
    public Product ownProduct(UUID enterprise) {
        return products.register(
                of(enterprise, Role.OWNER),
                enterprise,
                new ProductRegistration(
                        Optional.empty(),
                        "土蜂蜜",
                        "Honey",
                        "Brand",
                        "food",
                        "H-1",
                        Optional.empty()));
    }

    public Lot lot(Product product, String number) {
        return products.registerLot(
                of(product.enterprise(), Role.QUALITY),
                product.gtin(),
                new LotNumber(number),
                LocalDate.of(2026, 8, 1),
                Optional.empty());
    }

    /// What the log says of a subject, as canonical texts, latest first.
    public List<String> statements(String subject) {
        return db.read(
                tx ->
                        publicLog.about(tx, subject).stream()
                                .map(one -> one.canonical().orElseThrow())
                                .toList());
    }

    @Override
    public void close() {
        db.close();
    }
}
