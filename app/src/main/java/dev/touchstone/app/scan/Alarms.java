// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.CopyRules;
import dev.touchstone.app.copies.CopyThresholds;
import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What enterprises are told of their codes: that one is checked as copies are, or was checked
/// before it was put on an item. An alarm is raised by the check that shows it, or, should the
/// program end right then, by the next one. Thread-safe.
public final class Alarms {
    /// The most alarms of a page.
    public static final int PAGE_MAX = 50;

    /// The longest reason.
    static final int WHY_LENGTH_MAX = 500;

    /// Alarms that were just raised are not raised again at every check.
    private static final int REMEMBERED_MAX = 10_000;

    private final Database db;
    private final CopyThresholds thresholds;
    private final Ids ids;
    private final InstantSource clock;
    private final AlarmStore store = new AlarmStore();
    private final ScanStore scans = new ScanStore();

    private record Raised(ScanBatch.Key key, Alarm.Kind kind) {}

    /// At how many checks an alarm was raised last. Guarded by itself.
    private final Map<Raised, Long> raised =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Raised, Long> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /// Alarms by thresholds.
    public Alarms(Database db, CopyThresholds thresholds, Ids ids, InstantSource clock) {
        this.db = db;
        this.thresholds = thresholds;
        this.ids = ids;
        this.clock = clock;
    }

    /// What the copy rule says of what was counted.
    public Suspicion suspicion(Counted counted) {
        return CopyRules.assess(counted.trail(), thresholds);
    }

    /// At how many checks the enterprise explained why a code is checked so often; the explanation
    /// holds below twice as many.
    public Optional<Long> explainedAt(Tx tx, UUID enterprise, Gtin gtin, MarkNumber number) {
        return store.dismissedCount(tx, enterprise, gtin, number);
    }

    /// Raises an alarm, unless it stands.
    ///
    /// @param profile how long the code is
    public void raise(
            UUID enterprise,
            Gtin gtin,
            MarkProfile profile,
            MarkNumber number,
            Alarm.Kind kind,
            Counted counted,
            int points) {
        ScanBatch.Key key = new ScanBatch.Key(gtin.number(), number.item());
        Raised alarm = new Raised(key, kind);
        synchronized (raised) {
            Long before = raised.get(alarm);
            if (before != null && counted.count() < 2 * before) {
                return;
            }
        }
        Instant now = clock.instant();
        long count = Math.max(1, counted.count());
        boolean stands =
                db.write(
                        tx ->
                                store.raise(
                                                tx,
                                                ids.next(),
                                                enterprise,
                                                key,
                                                profile,
                                                kind,
                                                count,
                                                points,
                                                now)
                                        || store.dismissedCount(tx, enterprise, gtin, number)
                                                .isEmpty());
        if (stands) {
            synchronized (raised) {
                raised.put(alarm, count);
            }
        }
    }

    /// A page of the caller's alarms, latest first.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param kind only those of a kind
    /// @param open those that wait, or those that were dismissed
    /// @param before the last id of the page before
    public List<Alarm> list(
            Caller caller,
            Optional<Alarm.Kind> kind,
            boolean open,
            Optional<UUID> before,
            int countMax) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.read(
                tx -> {
                    List<AlarmStore.Row> rows =
                            store.list(
                                    tx,
                                    enterprise,
                                    kind,
                                    open,
                                    before,
                                    Math.clamp(countMax, 1, PAGE_MAX));
                    Map<ScanBatch.Key, Counted> counted =
                            rows.isEmpty()
                                    ? Map.of()
                                    : scans.find(
                                            tx, rows.stream().map(AlarmStore.Row::key).toList());
                    return rows.stream()
                            .map(row -> alarm(row, Optional.ofNullable(counted.get(row.key()))))
                            .toList();
                });
    }

    private Alarm alarm(AlarmStore.Row row, Optional<Counted> counted) {
        return new Alarm(
                row.id(),
                row.enterprise(),
                row.gtin(),
                row.number(),
                row.profile(),
                row.kind(),
                row.raisedAt(),
                counted.map(Counted::count).orElse(0L),
                counted.map(Counted::sent).orElse(0L),
                counted.map(this::suspicion).orElse(Suspicion.NONE),
                row.dismissed());
    }

    /// Says that an alarm needs no more attention. Until twice as many checks have come, the code
    /// is not called suspect for it.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param why in the enterprise's words, 1 to 500 characters
    /// @throws Refused NOT_FOUND, or WRONG_STATE when it is dismissed already
    public void dismiss(Caller caller, UUID id, String why) {
        if (why.isBlank() || why.length() > WHY_LENGTH_MAX) {
            throw new Refused(Code.TOO_LONG, WHY_LENGTH_MAX).at("why");
        }
        AlarmStore.Row dismissed =
                db.write(
                        tx -> {
                            AlarmStore.Row row =
                                    store.lock(tx, id)
                                            .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                            caller.requireFor(row.enterprise(), Role.OWNER, Role.QUALITY);
                            if (row.dismissed().isPresent()) {
                                throw new Refused(Code.WRONG_STATE, "DISMISSED");
                            }
                            Counted counted = scans.find(tx, List.of(row.key())).get(row.key());
                            long count = counted == null ? 1 : Math.max(1, counted.count());
                            store.dismiss(
                                    tx,
                                    row,
                                    new Alarm.Dismissal(
                                            clock.instant(), caller.account(), why.strip(), count));
                            return row;
                        });
        synchronized (raised) {
            raised.remove(new Raised(dismissed.key(), dismissed.kind()));
        }
    }
}
