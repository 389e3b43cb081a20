// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.copies.Sighting.Phase;
import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Packing;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Alarm;
import dev.touchstone.app.scan.Alarms;
import dev.touchstone.app.scan.Check;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.verify.Records.OnRecord;
import dev.touchstone.app.verify.Records.Scanned;
import dev.touchstone.app.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The face of verification. Thread-safe; single items without their lives are read together with
/// others by one thread, until this is closed.
public final class Verdicts implements AutoCloseable {
    private final Database db;
    private final MarkCodes codes;
    private final Records records;
    private final GroupReader reader;
    private final ScanCounter counter;
    private final Alarms alarms;
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
            Packing packing,
            ScanCounter counter,
            Alarms alarms,
            InstantSource clock) {
        this.db = db;
        this.codes = codes;
        this.records =
                new Records(
                        enterprises,
                        products,
                        certificates,
                        trace,
                        orders,
                        packing,
                        counter,
                        alarms);
        this.reader = new GroupReader(db, records);
        this.counter = counter;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// Who checks, as far as anybody may know. Immutable.
    ///
    /// @param device a hash that says nothing tomorrow, see
    ///     [dev.touchstone.app.scan.Devices#hash]
    /// @param place the prefecture as a code of GB/T 2260, 0 when unknown
    /// @param again whether the device checked this item before, or is one of a shop or inspector
    public record Visitor(long device, int place, boolean again) {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Looks at an item without counting.
    public Sight look(Item item) {
        return all(List.of(item), Optional.empty(), true).getFirst();
    }

    /// Checks an item: a code that was issued is counted, and the count is durable before this
    /// returns.
    ///
    /// @throws dev.touchstone.app.usecase.Refused UNAVAILABLE when too many checks wait
    public Sight check(Item item, Visitor visitor) {
        return all(List.of(item), Optional.of(visitor), true).getFirst();
    }

    /// Looks at many items, or checks them when somebody is named who does. What was counted is
    /// durable before this returns.
    ///
    /// @return what is seen, in the order of the items, without their lives
    /// @throws dev.touchstone.app.usecase.Refused UNAVAILABLE when too many checks wait; some may
    ///     have been counted
    public List<Sight> all(List<Item> items, Optional<Visitor> visitor) {
        return all(items, visitor, false);
    }

    private List<Sight> all(List<Item> items, Optional<Visitor> visitor, boolean whole) {
        List<Optional<Scanned>> scanned = items.stream().map(this::scanned).toList();
        List<Scanned> real = scanned.stream().flatMap(Optional::stream).toList();
        if (real.isEmpty()) {
            return items.stream().map(Sight::refused).toList();
        }
        List<OnRecord> found =
                whole || real.size() > 1
                        ? db.read(tx -> records.of(tx, real, whole))
                        : List.of(reader.read(real.getFirst()));
        List<Optional<Counted>> counted =
                visitor.isPresent() ? count(real, found, visitor.get()) : before(found);
        List<Sight> sights = new ArrayList<>(items.size());
        int next = 0;
        for (int i = 0; i < items.size(); i++) {
            if (scanned.get(i).isEmpty()) {
                sights.add(Sight.refused(items.get(i)));
                continue;
            }
            OnRecord record = found.get(next);
            boolean counts = visitor.isPresent() && record.countable();
            sights.add(sight(real.get(next), record, counted.get(next), counts));
            next++;
        }
        return sights;
    }

    /// Empty for what has the shape of our codes and was not made here for this product.
    private Optional<Scanned> scanned(Item item) {
        return switch (codes.read(item.gtin(), item.serial().text())) {
            case Reading.WrongTag wrong -> Optional.empty();
            case Reading.NoCode none -> Optional.of(new Scanned(item, none));
            case Reading.Right right -> Optional.of(new Scanned(item, right));
            case Reading.RevokedKey revoked -> Optional.of(new Scanned(item, revoked));
        };
    }

    private static List<Optional<Counted>> before(List<OnRecord> found) {
        return found.stream().map(OnRecord::counted).toList();
    }

    private List<Optional<Counted>> count(
            List<Scanned> scanned, List<OnRecord> found, Visitor visitor) {
        List<ScanCounter.Asked> asked = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            OnRecord record = found.get(i);
            if (record.countable()) {
                asked.add(
                        new ScanCounter.Asked(
                                scanned.get(i).item().gtin(),
                                scanned.get(i).number().orElseThrow(),
                                new Check(
                                        visitor.device(),
                                        visitor.place(),
                                        phase(record),
                                        visitor.again())));
            }
        }
        List<Counted> counts = counter.count(asked);
        List<Optional<Counted>> counted = new ArrayList<>(found.size());
        int next = 0;
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).countable()) {
                counted.add(Optional.empty());
                continue;
            }
            Counted count = counts.get(next++);
            counted.add(Optional.of(count));
            raise(scanned.get(i), found.get(i), count);
        }
        return counted;
    }

    private static Phase phase(OnRecord record) {
        if (!(record.state().orElseThrow() instanceof CodeState.Active)) {
            return Phase.BEFORE_ACTIVATION;
        }
        return record.sold() ? Phase.AFTER_SALE : Phase.IN_TRADE;
    }

    private void raise(Scanned scanned, OnRecord record, Counted counted) {
        Enterprise maker = record.made().orElseThrow().maker();
        MarkNumber number = scanned.number().orElseThrow();
        MarkProfile profile = scanned.profile().orElseThrow();
        Suspicion suspicion = alarms.suspicion(counted);
        if (suspicion.suspect()) {
            alarms.raise(
                    maker.id(),
                    scanned.item().gtin(),
                    profile,
                    number,
                    Alarm.Kind.COPY,
                    counted,
                    suspicion.points());
        }
        if (record.state().orElseThrow() instanceof CodeState.Free) {
            alarms.raise(
                    maker.id(),
                    scanned.item().gtin(),
                    profile,
                    number,
                    Alarm.Kind.LEAK,
                    counted,
                    0);
        }
    }

    private Sight sight(
            Scanned scanned, OnRecord record, Optional<Counted> counted, boolean counts) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Page.ZONE);
        Suspicion suspicion = counted.map(alarms::suspicion).orElse(Suspicion.NONE);
        Verdict verdict =
                VerdictRules.verdict(
                        new Evidence(
                                record.state(),
                                record.lot(),
                                scanned.item().lot(),
                                counted,
                                suspicion.suspect()
                                        && !record.explains(counted.map(Counted::count).orElse(0L)),
                                counts,
                                record.packed(),
                                record.licenceSuspended(),
                                record.sold(),
                                record.revoked().isPresent(),
                                today));
        return new Sight(
                scanned.item().gtin(),
                scanned.item().serial(),
                verdict,
                counts,
                record.countable(),
                record.made().map(Records.Made::product),
                record.made().map(Records.Made::maker),
                record.made().flatMap(Records.Made::certificate),
                record.lot(),
                counted,
                suspicion,
                record.life(),
                record.names(),
                record.licence(),
                record.revoked(),
                record.statement());
    }

    /// Reads no more single items.
    @Override
    public void close() {
        reader.close();
    }
}
