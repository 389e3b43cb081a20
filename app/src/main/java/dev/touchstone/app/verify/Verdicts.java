// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.mark.MarkCode;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.web.Page;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of verification. Thread-safe.
public final class Verdicts {
    /// The most enterprises that are named in one life.
    private static final int NAMES_MAX = 20;

    private static final String SOLD = "retail_sold";

    private final Database db;
    private final Enterprises enterprises;
    private final Products products;
    private final Certificates certificates;
    private final Trace trace;
    private final MarkCodes codes;
    private final Orders orders;
    private final ScanCounter counter;
    private final InstantSource clock;

    /// Verdicts on items.
    public Verdicts(
            Database db,
            Enterprises enterprises,
            Products products,
            Certificates certificates,
            Trace trace,
            MarkCodes codes,
            Orders orders,
            ScanCounter counter,
            InstantSource clock) {
        this.db = db;
        this.enterprises = enterprises;
        this.products = products;
        this.certificates = certificates;
        this.trace = trace;
        this.codes = codes;
        this.orders = orders;
        this.counter = counter;
        this.clock = clock;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What a scan asks for.
    private record Scanned(
            Gtin gtin, Optional<LotNumber> linkLot, Serial serial, Optional<MarkNumber> number) {}

    /// What is on record of it.
    private record OnRecord(
            Optional<Product> product,
            Optional<Enterprise> maker,
            Optional<Certificate> certificate,
            Optional<CodeState> state,
            Optional<Lot> lot,
            Optional<Counted> counted,
            boolean licenceSuspended,
            Optional<UUID> statement,
            List<LifeStep> life,
            Map<UUID, Enterprise> names) {
        boolean countable() {
            return state.isPresent() && !(state.get() instanceof CodeState.NotOrdered);
        }
    }

    /// Looks at an item without counting.
    ///
    /// @param linkLot the lot the scanned link names
    public Sight look(Gtin gtin, Optional<LotNumber> linkLot, Serial serial) {
        Optional<Scanned> scanned = scanned(gtin, linkLot, serial);
        if (scanned.isEmpty()) {
            return Sight.refused(gtin, serial);
        }
        OnRecord record = db.read(tx -> onRecord(tx, scanned.get()));
        return sight(scanned.get(), record, record.counted(), false);
    }

    /// Checks an item: a code that was issued is counted, and the count is durable before this
    /// returns.
    ///
    /// @param device who checks, see [dev.touchstone.app.scan.Devices#hash]
    /// @throws dev.touchstone.app.usecase.Refused UNAVAILABLE when too many checks wait
    public Sight check(Gtin gtin, Optional<LotNumber> linkLot, Serial serial, long device) {
        Optional<Scanned> scanned = scanned(gtin, linkLot, serial);
        if (scanned.isEmpty()) {
            return Sight.refused(gtin, serial);
        }
        OnRecord record = db.read(tx -> onRecord(tx, scanned.get()));
        if (!record.countable()) {
            return sight(scanned.get(), record, Optional.empty(), false);
        }
        Counted counted = counter.count(gtin, scanned.get().number().orElseThrow(), device);
        return sight(scanned.get(), record, Optional.of(counted), true);
    }

    /// Empty for what has the shape of our codes and was not made here for this product.
    private Optional<Scanned> scanned(Gtin gtin, Optional<LotNumber> linkLot, Serial serial) {
        Optional<MarkCode> code = MarkCode.find(serial.text());
        Optional<MarkNumber> number = code.flatMap(c -> codes.check(gtin, c));
        return code.isPresent() && number.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scanned(gtin, linkLot, serial, number));
    }

    private OnRecord onRecord(Tx tx, Scanned scanned) {
        Optional<Product> product = products.find(tx, scanned.gtin());
        Optional<CodeState> state =
                product.flatMap(p -> scanned.number().map(n -> orders.stateOf(tx, p, n)));
        Optional<Lot> lot =
                state.flatMap(
                        s ->
                                s instanceof CodeState.Active active
                                        ? products.lot(tx, active.lot())
                                        : Optional.empty());
        List<ItemKey> keys = new ArrayList<>();
        if (product.isPresent()) {
            keys.add(ItemKey.of(DigitalLink.of(scanned.gtin(), scanned.serial())));
            lot.ifPresent(l -> keys.add(ItemKey.of(DigitalLink.of(l.gtin(), l.number()))));
        }
        List<LifeStep> life =
                keys.isEmpty() ? List.of() : trace.lifeOf(tx, keys.toArray(ItemKey[]::new));
        return new OnRecord(
                product,
                product.flatMap(p -> enterprises.find(tx, p.enterprise())),
                product.flatMap(p -> certificates.inForce(tx, p.enterprise())),
                state,
                lot,
                product.isPresent()
                        ? scanned.number().flatMap(n -> counter.counted(tx, scanned.gtin(), n))
                        : Optional.empty(),
                state.filter(s -> orders.licenceSuspended(tx, s)).isPresent(),
                state.flatMap(Orders::orderOf)
                        .flatMap(
                                order ->
                                        orders.statementOf(
                                                tx, order, scanned.number().orElseThrow())),
                life,
                names(tx, life));
    }

    private Map<UUID, Enterprise> names(Tx tx, List<LifeStep> life) {
        Map<UUID, Enterprise> names = new LinkedHashMap<>();
        life.stream()
                .map(LifeStep::enterprise)
                .distinct()
                .limit(NAMES_MAX)
                .forEach(id -> enterprises.find(tx, id).ifPresent(one -> names.put(id, one)));
        return names;
    }

    private Sight sight(
            Scanned scanned, OnRecord record, Optional<Counted> counted, boolean counts) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Page.ZONE);
        Verdict verdict =
                VerdictRules.verdict(
                        new Evidence(
                                record.state(),
                                record.lot(),
                                scanned.linkLot(),
                                counted,
                                counts,
                                record.licenceSuspended(),
                                sold(record),
                                today));
        return new Sight(
                scanned.gtin(),
                scanned.serial(),
                verdict,
                counts,
                record.countable(),
                record.product(),
                record.maker(),
                record.certificate(),
                record.lot(),
                counted,
                record.life(),
                record.names(),
                record.statement());
    }

    /// Only the maker's own record counts: anybody can capture that something was sold.
    private static boolean sold(OnRecord record) {
        return record.life().stream()
                .filter(step -> step.hop() == 0 && step.disposition().equals(SOLD))
                .anyMatch(
                        step ->
                                record.product()
                                        .filter(p -> p.enterprise().equals(step.enterprise()))
                                        .isPresent());
    }
}
