// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkCode;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkKeyFile;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Page;
import dev.touchstone.gs1.Gtin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The face of the keys of mark codes. Thread-safe.
public final class Keyring implements AutoCloseable {
    /// The type of public statements of revoked keys.
    public static final String REVOKED = "mark.key-revoked";

    /// The type of sealed statements of keys that somebody was given.
    public static final String EXPORTED = "mark.key-exported";

    /// How soon every node refuses the codes of a key that was revoked on another.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

    private final Database db;
    private final PublicLog publicLog;
    private final Products products;
    private final MarkCodes codes;
    private final RevokedKeys revoked;
    private final Ids ids;
    private final InstantSource clock;
    private final KeyringStore store = new KeyringStore();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watch;

    /// Keys of the products of enterprises; those revoked are known when this returns.
    ///
    /// @param revoked what `codes` asks, kept up to date from here
    public Keyring(
            Database db,
            PublicLog publicLog,
            Products products,
            MarkCodes codes,
            RevokedKeys revoked,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.products = products;
        this.codes = codes;
        this.revoked = revoked;
        this.ids = ids;
        this.clock = clock;
        this.watch = Thread.ofVirtual().name("keyring-watch").unstarted(this::run);
        refresh();
    }

    /// Starts to look for keys that other nodes revoked.
    public void watch() {
        watch.start();
    }

    /// A product's keys.
    ///
    /// @param keys those of this year and the years the product exists, latest first
    /// @param exports who was given one, latest first
    public record Overview(
            Product product, List<ProductKey> keys, List<ProductKey.Export> exports) {}

    /// The keys of a product.
    ///
    /// @param caller its enterprise's owner, or an operator
    /// @throws Refused NOT_FOUND
    public Overview overview(Caller caller, Gtin gtin) {
        return db.read(
                tx -> {
                    Product product = mine(tx, caller, gtin);
                    long number = gtin.number();
                    return new Overview(
                            product,
                            keys(product, store.of(tx, number)),
                            store.exports(tx, number, ProductKey.EXPORTS_MAX));
                });
    }

    private Product mine(Tx tx, Caller caller, Gtin gtin) {
        Product product = products.get(tx, gtin);
        caller.requireFor(product.enterprise(), Role.OWNER, Role.OPERATOR);
        return product;
    }

    private List<ProductKey> keys(Product product, List<ProductKey.Revocation> revocations) {
        int now = clock.instant().atZone(Page.ZONE).getYear();
        int first = Math.max(product.registeredAt().atZone(Page.ZONE).getYear(), now - 7);
        List<ProductKey> keys = new ArrayList<>();
        for (int year = now; year >= first; year--) {
            for (MarkAlgorithm algorithm : MarkAlgorithm.values()) {
                int keyId = algorithm.keyId(year);
                keys.add(
                        new ProductKey(
                                keyId,
                                year,
                                algorithm,
                                revocations.stream().filter(r -> r.keyId() == keyId).findFirst()));
            }
        }
        return keys;
    }

    /// Asks for a key to be revoked: all codes made with it are refused once another person has
    /// confirmed it.
    ///
    /// @param caller the owner of the product's enterprise, or an operator
    /// @param reason why; public once confirmed
    /// @throws Refused NOT_FOUND, CONFLICT when it was asked for before
    public void ask(Caller caller, Gtin gtin, int keyId, String reason) {
        requireKeyId(keyId);
        db.change(
                tx -> {
                    Product product = mine(tx, caller, gtin);
                    ProductKey.Revocation asked =
                            new ProductKey.Revocation(
                                    gtin.number(),
                                    keyId,
                                    reason,
                                    caller.account(),
                                    clock.instant(),
                                    Optional.empty());
                    if (!store.ask(tx, product.enterprise(), asked)) {
                        throw new Refused(Code.CONFLICT);
                    }
                });
    }

    private static void requireKeyId(int keyId) {
        if (keyId < 0 || keyId >= MarkCode.KEY_IDS) {
            throw new Refused(Code.OUT_OF_RANGE, 0, MarkCode.KEY_IDS - 1).at("keyId");
        }
    }

    /// Revokes a key that somebody else asked to be revoked. For good.
    ///
    /// @param caller an owner of the product's enterprise or an operator, not the one who asked
    /// @throws Refused NOT_FOUND, SAME_PERSON, WRONG_STATE when it is revoked already
    public void confirm(Caller caller, Gtin gtin, int keyId) {
        db.change(
                tx -> {
                    Product product = mine(tx, caller, gtin);
                    ProductKey.Revocation asked = asked(tx, gtin, keyId);
                    if (asked.askedBy().equals(caller.account())) {
                        throw new Refused(Code.SAME_PERSON);
                    }
                    Instant now = clock.instant();
                    UUID statement = publicLog.state(tx, revoked(product, asked, now));
                    store.confirm(tx, asked, caller.account(), now, statement);
                });
        refresh();
    }

    private static Statement revoked(Product product, ProductKey.Revocation asked, Instant now) {
        return Statement.open(
                REVOKED,
                product.enterprise().toString(),
                Product.subject(product.gtin()),
                now,
                Map.of(
                        "gtin", product.gtin().digits(),
                        "keyId", asked.keyId(),
                        "algorithm", MarkAlgorithm.ofKeyId(asked.keyId()).name(),
                        "reason", asked.reason()));
    }

    private ProductKey.Revocation asked(Tx tx, Gtin gtin, int keyId) {
        ProductKey.Revocation asked =
                store.lock(tx, gtin.number()).stream()
                        .filter(r -> r.keyId() == keyId)
                        .findFirst()
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND));
        if (asked.confirmedAt().isPresent()) {
            throw new Refused(Code.WRONG_STATE, ProductKey.State.REVOKED);
        }
        return asked;
    }

    /// Takes back what was asked and not confirmed yet.
    ///
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is revoked already
    public void withdraw(Caller caller, Gtin gtin, int keyId) {
        db.change(
                tx -> {
                    mine(tx, caller, gtin);
                    store.withdraw(tx, asked(tx, gtin, keyId));
                });
    }

    /// A key for a line or an inspector, to check codes without us. Shown once and not kept.
    ///
    /// @param caller the owner of the product's enterprise, nobody else
    /// @param holder who gets it
    /// @param days how long it works, at most [ProductKey#EXPORT_DAYS_MAX]
    /// @throws Refused NOT_FOUND, WRONG_STATE for a revoked key, WRONG_COUNT
    public MarkKeyFile export(
            Caller caller, Gtin gtin, int keyId, MarkKeyFile.Grade grade, String holder, int days) {
        requireKeyId(keyId);
        return db.write(
                tx -> {
                    Product product = products.get(tx, gtin);
                    caller.requireFor(product.enterprise(), Role.OWNER);
                    long number = gtin.number();
                    if (store.lock(tx, number).stream()
                            .anyMatch(r -> r.keyId() == keyId && r.confirmedAt().isPresent())) {
                        throw new Refused(Code.WRONG_STATE, ProductKey.State.REVOKED);
                    }
                    if (store.exports(tx, number, ProductKey.EXPORTS_MAX).size()
                            == ProductKey.EXPORTS_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, ProductKey.EXPORTS_MAX);
                    }
                    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                    ProductKey.Export made =
                            new ProductKey.Export(
                                    ids.next(),
                                    keyId,
                                    grade,
                                    holder,
                                    now,
                                    now.plus(Duration.ofDays(days)));
                    UUID statement = publicLog.state(tx, exported(product, made));
                    store.insert(
                            tx, product.enterprise(), number, made, caller.account(), statement);
                    return codes.export(
                            gtin,
                            keyId,
                            grade,
                            made.id().toString(),
                            holder,
                            made.madeAt(),
                            made.expiresAt());
                });
    }

    private static Statement exported(Product product, ProductKey.Export made) {
        return Statement.sealed(
                EXPORTED,
                product.enterprise().toString(),
                Product.subject(product.gtin()),
                made.madeAt(),
                Map.of(
                        "export", made.id().toString(),
                        "keyId", made.keyId(),
                        "grade", made.grade().name(),
                        "holder", made.holder(),
                        "expiresAt", made.expiresAt().toString()));
    }

    /// Reads which keys are revoked.
    void refresh() {
        Map<RevokedKeys.Key, String> reasons = new HashMap<>();
        for (ProductKey.Revocation one : db.look(store::confirmed)) {
            reasons.put(new RevokedKeys.Key(one.product(), one.keyId()), one.reason());
        }
        revoked.are(reasons);
    }

    private void run() {
        try {
            while (!closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            refresh();
        } catch (DatabaseUnavailable e) {
            LOG.warn("revoked keys are as known before: {}", e.toString());
        }
    }

    /// Stops looking.
    @Override
    public void close() {
        closed.countDown();
    }
}
