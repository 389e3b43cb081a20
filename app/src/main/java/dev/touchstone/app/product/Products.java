// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of products and lots. Thread-safe.
public final class Products {
    /// The most products or lots of one page of a list.
    public static final int PAGE_MAX = 100;

    private static final int RECALLED_SHOWN_MAX = 50;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Ids ids;
    private final InstantSource clock;
    private final ProductStore products = new ProductStore();
    private final LotStore lots = new LotStore();

    /// Products of the enterprises of a registry.
    public Products(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.ids = ids;
        this.clock = clock;
    }

    /// Registers a product.
    ///
    /// @param caller the enterprise's owner or quality department, or an operator
    /// @throws Refused ENTERPRISE_NOT_VERIFIED, GTIN_TAKEN; NOT_FOUND for a former number that is
    ///     not of a product of this enterprise
    public Product register(Caller caller, UUID enterprise, ProductRegistration said) {
        caller.requireFor(enterprise, Role.OPERATOR, Role.OWNER, Role.QUALITY);
        return db.write(
                tx -> {
                    Enterprise maker = enterprises.get(tx, enterprise);
                    if (maker.state() != EnterpriseState.VERIFIED) {
                        throw new Refused(Code.ENTERPRISE_NOT_VERIFIED).at("enterprise");
                    }
                    Instant now = clock.instant();
                    said.former().ifPresent(number -> requireOwn(tx, enterprise, number));
                    Gtin gtin = said.gtin().orElseGet(() -> products.nextNumber(tx).key());
                    UUID statement =
                            publicLog.state(
                                    tx,
                                    Statement.open(
                                            "product.registered",
                                            enterprise.toString(),
                                            Product.subject(gtin),
                                            now,
                                            body(gtin, said)));
                    Product product =
                            new Product(
                                    ids.next(),
                                    enterprise,
                                    gtin,
                                    said.nameZh(),
                                    said.nameEn(),
                                    said.brand(),
                                    said.category(),
                                    said.ownNumber(),
                                    now,
                                    statement,
                                    Optional.empty(),
                                    said.former());
                    products.insert(tx, product, caller.account());
                    return product;
                });
    }

    private void requireOwn(Tx tx, UUID enterprise, PlatformNumber former) {
        Optional<Product> known = products.find(tx, former.key());
        if (!known.map(Product::enterprise).equals(Optional.of(enterprise))) {
            throw new Refused(Code.NOT_FOUND).at("former");
        }
    }

    private static Map<String, Object> body(Gtin gtin, ProductRegistration said) {
        Map<String, Object> body = new HashMap<>();
        body.put(ItemAddress.word(gtin), ItemAddress.digits(gtin));
        body.put("nameZh", said.nameZh());
        body.put("nameEn", said.nameEn());
        body.put("brand", said.brand());
        body.put("category", said.category());
        said.former().ifPresent(number -> body.put("former", number.digits()));
        return body;
    }

    /// Registers a lot.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND, LOT_TAKEN, OUT_OF_RANGE when it expires before it was made
    public Lot registerLot(
            Caller caller,
            Gtin gtin,
            LotNumber number,
            LocalDate producedOn,
            Optional<LocalDate> expiresOn) {
        if (expiresOn.isPresent() && expiresOn.get().isBefore(producedOn)) {
            throw new Refused(Code.OUT_OF_RANGE, producedOn, LocalDate.of(9999, 12, 31))
                    .at("expiresOn");
        }
        return db.write(
                tx -> {
                    Product product = get(tx, gtin);
                    caller.requireFor(product.enterprise(), Role.OWNER, Role.QUALITY);
                    Instant now = clock.instant();
                    Map<String, Object> body = new HashMap<>();
                    body.put(ItemAddress.word(gtin), ItemAddress.digits(gtin));
                    body.put("lot", number.text());
                    body.put("producedOn", producedOn.toString());
                    expiresOn.ifPresent(day -> body.put("expiresOn", day.toString()));
                    UUID statement = state(tx, "lot.registered", product, number, now, body);
                    Lot lot =
                            new Lot(
                                    ids.next(),
                                    product.id(),
                                    product.enterprise(),
                                    gtin,
                                    number,
                                    producedOn,
                                    expiresOn,
                                    LotState.OPEN,
                                    "",
                                    now,
                                    statement);
                    lots.insert(tx, lot, caller.account());
                    LotChange made = new LotChange(now, LotState.OPEN, "", statement);
                    lots.note(tx, lot.id(), ids.next(), made, caller.account());
                    return lot;
                });
    }

    private UUID state(
            Tx tx,
            String type,
            Product product,
            LotNumber number,
            Instant now,
            Map<String, Object> body) {
        String issuer = product.enterprise().toString();
        String subject = Lot.subject(product.gtin(), number);
        return publicLog.state(tx, Statement.open(type, issuer, subject, now, body));
    }

    /// Puts a lot on hold.
    ///
    /// @param caller the enterprise's quality department or owner
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Lot hold(Caller caller, Gtin gtin, LotNumber number, String reason) {
        return db.write(
                tx -> {
                    Product product = get(tx, gtin);
                    caller.requireFor(product.enterprise(), Role.QUALITY, Role.OWNER);
                    return to(tx, caller.account(), gtin, number, LotState.ON_HOLD, reason);
                });
    }

    /// Releases a lot that was on hold.
    ///
    /// @param caller the enterprise's quality department or owner
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Lot release(Caller caller, Gtin gtin, LotNumber number, String reason) {
        return db.write(
                tx -> {
                    Product product = get(tx, gtin);
                    caller.requireFor(product.enterprise(), Role.QUALITY, Role.OWNER);
                    return to(tx, caller.account(), gtin, number, LotState.RELEASED, reason);
                });
    }

    /// Brings a lot into another state, for a use case of another slice that has checked who may
    /// do so.
    ///
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Lot to(Tx tx, UUID account, Gtin gtin, LotNumber number, LotState state, String reason) {
        Product product = get(tx, gtin);
        Lot lot =
                lots.lock(tx, product.id(), number)
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("lot"));
        if (!lot.state().allows(state)) {
            throw new Refused(Code.WRONG_STATE, lot.state());
        }
        Instant now = clock.instant();
        String type =
                switch (state) {
                    case OPEN -> throw new IllegalStateException("no way back to open");
                    case ON_HOLD -> "lot.held";
                    case RELEASED -> "lot.released";
                    case RECALLED -> "lot.recalled";
                };
        Map<String, Object> body =
                Map.of(
                        ItemAddress.word(gtin),
                        ItemAddress.digits(gtin),
                        "lot",
                        number.text(),
                        "reason",
                        reason);
        UUID statement = state(tx, type, product, number, now, body);
        LotChange change = new LotChange(now, state, reason, statement);
        lots.change(tx, lot.id(), ids.next(), change, account);
        return lots.find(tx, lot.id()).orElseThrow();
    }

    /// The product, for a use case of another slice.
    public Optional<Product> find(Tx tx, Gtin gtin) {
        return products.find(tx, gtin);
    }

    /// The product, for a use case of another slice.
    public Optional<Product> find(Tx tx, UUID id) {
        return products.find(tx, id);
    }

    /// The product, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Product get(Tx tx, Gtin gtin) {
        return products.find(tx, gtin).orElseThrow(() -> new Refused(Code.NOT_FOUND).at("gtin"));
    }

    /// One of an enterprise's products whose GTIN has a company prefix, for a use case of another
    /// slice.
    ///
    /// @param prefix digits
    public Optional<Product> withPrefix(Tx tx, UUID enterprise, String prefix) {
        return products.withPrefix(tx, enterprise, prefix);
    }

    /// The lot, for a use case of another slice.
    public Optional<Lot> lot(Tx tx, UUID id) {
        return lots.find(tx, id);
    }

    /// The lot, for a use case of another slice.
    public Optional<Lot> lot(Tx tx, Gtin gtin, LotNumber number) {
        return products.find(tx, gtin).flatMap(product -> lots.find(tx, product.id(), number));
    }

    /// The product with this GTIN, which anybody may see.
    public Optional<Product> find(Gtin gtin) {
        return db.read(tx -> products.find(tx, gtin));
    }

    /// The product that took over from one with a platform number, once its maker had a GTIN.
    public Optional<Product> successor(Product product) {
        return PlatformNumber.find(product.gtin())
                .flatMap(number -> db.read(tx -> products.successor(tx, number)));
    }

    /// A page of products, of one enterprise or of all, in the order of registration.
    ///
    /// @param after the last id of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    public List<Product> list(Optional<UUID> enterprise, Optional<UUID> after, int countMax) {
        return db.read(tx -> products.list(tx, enterprise, after, page(countMax)));
    }

    /// A page of a product's lots, latest first; for its enterprise, the association and
    /// supervision.
    ///
    /// @param before the last id of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    public List<Lot> lots(Caller caller, Gtin gtin, Optional<UUID> before, int countMax) {
        return db.read(
                tx -> {
                    Product product = get(tx, gtin);
                    requireReader(caller, product);
                    return lots.list(tx, product.id(), before, page(countMax));
                });
    }

    /// What happened to a lot, oldest first; for the same callers.
    public List<LotChange> history(Caller caller, Gtin gtin, LotNumber number) {
        return db.read(
                tx -> {
                    Product product = get(tx, gtin);
                    requireReader(caller, product);
                    return lots.find(tx, product.id(), number)
                            .map(lot -> lots.history(tx, lot.id()))
                            .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("lot"));
                });
    }

    private static void requireReader(Caller caller, Product product) {
        caller.requireFor(
                product.enterprise(),
                Role.OWNER,
                Role.QUALITY,
                Role.SERVICE,
                Role.OPERATOR,
                Role.REGULATOR,
                Role.AUDITOR);
    }

    /// A product's recalled lots, latest first, which anybody may see.
    public List<Lot> recalled(Product product) {
        return db.read(tx -> lots.recalled(tx, product.id(), RECALLED_SHOWN_MAX));
    }

    private static int page(int countMax) {
        if (countMax < 1 || countMax > PAGE_MAX) {
            throw new IllegalArgumentException("page of " + countMax);
        }
        return countMax;
    }
}
