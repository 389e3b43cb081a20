// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.copies.Sighting.Phase;
import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.licence.Licence;
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
import dev.touchstone.gs1.Gtin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The face of verification. Thread-safe; single items without their lives are read together with
/// others by one thread, until this is closed.
public final class Verdicts implements AutoCloseable {
    private final Database db;
    private final MarkCodes codes;
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
        this.reader =
                new GroupReader(
                        db,
                        new Records(
                                enterprises,
                                products,
                                certificates,
                                trace,
                                orders,
                                packing,
                                counter,
                                clock),
                        clock);
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
        List<Optional<Scanned>> scanned = new ArrayList<>(items.size());
        List<Scanned> real = new ArrayList<>(items.size());
        for (Item item : items) {
            Optional<Scanned> one = scanned(item, visitor.isPresent(), whole);
            scanned.add(one);
            one.ifPresent(real::add);
        }
        if (real.isEmpty()) {
            return items.stream().map(Sight::refused).toList();
        }
        List<OnRecord> found = reader.read(real);
        List<Optional<Counted>> counted =
                visitor.map(by -> count(real, found, by))
                        .orElseGet(() -> found.stream().map(OnRecord::counted).toList());
        List<Sight> sights = new ArrayList<>(items.size());
        int next = 0;
        for (int i = 0; i < items.size(); i++) {
            if (scanned.get(i).isEmpty()) {
                sights.add(Sight.refused(items.get(i)));
                continue;
            }
            sights.add(sight(real.get(next), found.get(next), counted.get(next)));
            next++;
        }
        return sights;
    }

    /// Empty for what has the shape of our codes and was not made here for this product.
    private Optional<Scanned> scanned(Item item, boolean counts, boolean whole) {
        Reading reading = codes.read(item.gtin(), item.serial().text());
        return reading instanceof Reading.WrongTag
                ? Optional.empty()
                : Optional.of(new Scanned(item, reading, counts, whole));
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
        Iterator<Counted> counts = counter.count(asked).iterator();
        List<Optional<Counted>> counted = new ArrayList<>(found.size());
        for (OnRecord record : found) {
            counted.add(record.countable() ? Optional.of(counts.next()) : Optional.empty());
        }
        return counted;
    }

    private static Phase phase(OnRecord record) {
        if (!(record.state().orElseThrow() instanceof CodeState.Active)) {
            return Phase.BEFORE_ACTIVATION;
        }
        return record.sold() ? Phase.AFTER_SALE : Phase.IN_TRADE;
    }

    /// Tells the maker of a check that was counted and should not have been possible.
    private void raise(Scanned scanned, OnRecord record, Counted counted, Suspicion suspicion) {
        Gtin gtin = scanned.item().gtin();
        UUID maker = record.made().orElseThrow().maker().id();
        MarkNumber number = scanned.number().orElseThrow();
        MarkProfile profile = scanned.profile().orElseThrow();
        if (suspicion.suspect()) {
            int points = suspicion.points();
            alarms.raise(maker, gtin, profile, number, Alarm.Kind.COPY, counted, points);
        }
        if (record.state().orElseThrow() instanceof CodeState.Free) {
            alarms.raise(maker, gtin, profile, number, Alarm.Kind.LEAK, counted, 0);
        }
    }

    /// Whether the maker explained so many checks.
    private boolean explained(Scanned scanned, OnRecord record, Counted counted) {
        return db.look(
                        tx ->
                                alarms.explainedAt(
                                        tx,
                                        record.made().orElseThrow().maker().id(),
                                        scanned.item().gtin(),
                                        scanned.number().orElseThrow()))
                .filter(at -> counted.count() < 2 * at)
                .isPresent();
    }

    private Sight sight(Scanned scanned, OnRecord record, Optional<Counted> counted) {
        boolean counts = scanned.counts() && record.countable();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Page.ZONE);
        Suspicion suspicion = counted.map(alarms::suspicion).orElse(Suspicion.NONE);
        if (counts) {
            raise(scanned, record, counted.orElseThrow(), suspicion);
        }
        Verdict verdict =
                VerdictRules.verdict(
                        new Evidence(
                                record.state(),
                                record.lot(),
                                scanned.item().lot(),
                                counted,
                                suspicion.suspect()
                                        && !explained(scanned, record, counted.orElseThrow()),
                                counts,
                                record.packed(),
                                record.licence().filter(Licence::isSuspended).isPresent(),
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
                record.hides(),
                record.story().life(),
                record.story().names(),
                record.licence(),
                record.revoked(),
                record.story().statement());
    }

    /// Reads no more single items.
    @Override
    public void close() {
        reader.close();
    }
}
