// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.pledge.PledgeDesk;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of open days: planning, the calendar, and what happens to a day by itself.
/// Thread-safe.
public final class OpenDays {
    /// The most days of one answer.
    public static final int LIST_MAX = 500;

    private static final int AT_ONCE_MAX = 100;
    private static final Duration REMINDED_BEFORE = Duration.ofHours(24);
    private static final Duration FEED_KEPT = Duration.ofDays(90);

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final PledgeDesk pledges;
    private final SealedText seal;
    private final VisitorLetters letters;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final OpenDayStore store = new OpenDayStore();
    private final RegistrationStore registrations = new RegistrationStore();

    /// Open days of the enterprises on a roll.
    ///
    /// @param key 32 secret bytes, which seal what visitors tell of themselves
    /// @param publicUrl the origin people know us by
    /// @param random fit for secrets
    public OpenDays(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            PledgeDesk pledges,
            Notices notices,
            byte[] key,
            String publicUrl,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.pledges = pledges;
        this.seal = new SealedText(key, random);
        this.letters = new VisitorLetters(notices, seal, publicUrl);
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /// The face of the visits of these days.
    public Visits visits() {
        return new Visits(db, this, letters, seal, ids, clock, random);
    }

    /// The face of what visitors say afterwards.
    public Comments comments() {
        return new Comments(db, publicLog, clock);
    }

    /// Plans a day, as a draft.
    ///
    /// @param caller owner or quality department of an enterprise on the campaign's roll
    /// @throws Refused NOT_ON_ROLL, NOT_ITS_SITE, INVALID_VALUE when it begins in the past,
    ///     WRONG_COUNT when there are 50 ahead
    public OpenDay plan(Caller caller, UUID campaign, OpenDay.Plan plan) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.write(
                tx -> {
                    Instant now = clock.instant();
                    requireAhead(plan, now);
                    Enterprise one = enterprises.get(tx, enterprise);
                    requireOnRoll(tx, enterprise, campaign);
                    requireSite(tx, enterprise, plan);
                    if (store.ahead(tx, enterprise, now) >= OpenDay.AHEAD_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, OpenDay.AHEAD_MAX);
                    }
                    OpenDay day =
                            new OpenDay(
                                    ids.next(),
                                    enterprise,
                                    new Bilingual(one.nameZh(), one.nameEn()),
                                    campaign,
                                    plan,
                                    OpenDay.State.DRAFT,
                                    0,
                                    "",
                                    now,
                                    0,
                                    0,
                                    Optional.empty());
                    store.insert(tx, day, caller.account());
                    return day;
                });
    }

    private static void requireAhead(OpenDay.Plan plan, Instant now) {
        if (!plan.from().isAfter(now)) {
            throw new Refused(Code.INVALID_VALUE, "in the future").at("from");
        }
    }

    private void requireOnRoll(Tx tx, UUID enterprise, UUID campaign) {
        if (!pledges.stands(tx, enterprise, campaign)) {
            throw new Refused(Code.NOT_ON_ROLL).at("campaign");
        }
    }

    private void requireSite(Tx tx, UUID enterprise, OpenDay.Plan plan) {
        if (enterprises.sites(tx, enterprise).stream()
                .filter(site -> site.closedOn().isEmpty())
                .noneMatch(site -> site.name().equals(plan.site()))) {
            throw new Refused(Code.NOT_ITS_SITE).at("site");
        }
    }

    private OpenDay locked(Tx tx, Caller caller, UUID id) {
        OpenDay day = store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        caller.requireFor(day.enterprise(), Role.OWNER, Role.QUALITY);
        return day;
    }

    private OpenDay get(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Puts a draft into the calendar.
    ///
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE, NOT_ON_ROLL
    public OpenDay publish(Caller caller, UUID id) {
        return db.write(
                tx -> {
                    OpenDay day = locked(tx, caller, id);
                    require(day, OpenDay.State.DRAFT);
                    Instant now = clock.instant();
                    requireAhead(day.plan(), now);
                    requireOnRoll(tx, day.enterprise(), day.campaign());
                    UUID stated =
                            publicLog.state(
                                    tx, OpenDayRules.stated("published", day, Map.of(), now));
                    store.move(tx, day, OpenDay.State.PUBLISHED, "", stated, now);
                    return get(tx, id);
                });
    }

    private static void require(OpenDay day, OpenDay.State state) {
        if (day.state() != state) {
            throw new Refused(Code.WRONG_STATE, day.state());
        }
    }

    /// Changes what was planned. Visitors are told when time or place is another one; a greater
    /// capacity lets those who wait move up, a smaller one never takes a place away again.
    ///
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE, OUT_OF_RANGE for a capacity below the
    ///     places that were given
    public OpenDay change(Caller caller, UUID id, OpenDay.Plan plan) {
        return db.write(
                tx -> {
                    OpenDay day = locked(tx, caller, id);
                    if (day.state() != OpenDay.State.DRAFT) {
                        require(day, OpenDay.State.PUBLISHED);
                    }
                    Instant now = clock.instant();
                    requireAhead(plan, now);
                    requireSite(tx, day.enterprise(), plan);
                    if (plan.capacity() < day.taken()) {
                        throw new Refused(Code.OUT_OF_RANGE, day.taken(), OpenDay.Plan.CAPACITY_MAX)
                                .at("capacity");
                    }
                    boolean published = day.state() == OpenDay.State.PUBLISHED;
                    OpenDay planned = day.with(plan);
                    Optional<UUID> stated =
                            published
                                    ? Optional.of(
                                            publicLog.state(
                                                    tx,
                                                    OpenDayRules.stated(
                                                            "changed", planned, Map.of(), now)))
                                    : Optional.empty();
                    store.replan(tx, id, plan, day.sequence() + (published ? 1 : 0), stated);
                    if (published && plan.movesFrom(day.plan())) {
                        tellAll(tx, "changed", planned);
                    }
                    moveUp(tx, planned);
                    return get(tx, id);
                });
    }

    /// Tells everybody who has or awaits a place.
    private void tellAll(Tx tx, String what, OpenDay day) {
        Map<UUID, byte[]> visitors = registrations.visitors(tx, day.id());
        for (Registration one : registrations.of(tx, day.id())) {
            byte[] sealed = visitors.get(one.id());
            if (sealed != null && one.state() != Registration.State.CANCELLED) {
                letters.tell(tx, what, day, one, sealed);
            }
        }
    }

    /// Gives free places to those who wait, in their order, and keeps the counts of the day. The
    /// day's row must be locked.
    void moveUp(Tx tx, OpenDay day) {
        int taken = registrations.persons(tx, day.id(), Registration.State.CONFIRMED);
        List<Registration> waiting = registrations.waiting(tx, day.id());
        List<Registration> moved =
                day.state() == OpenDay.State.PUBLISHED
                        ? OpenDayRules.movedUp(day.plan().capacity(), taken, waiting)
                        : List.of();
        Map<UUID, byte[]> visitors =
                moved.isEmpty() ? Map.of() : registrations.visitors(tx, day.id());
        for (Registration one : moved) {
            registrations.state(tx, day.id(), one.id(), Registration.State.CONFIRMED);
            taken += one.party();
            byte[] sealed = visitors.get(one.id());
            if (sealed != null) {
                letters.tell(tx, "movedup", day, one, sealed);
            }
        }
        int left = registrations.persons(tx, day.id(), Registration.State.WAITING);
        store.places(tx, day.id(), taken, left);
    }

    /// Cancels a day; visitors are told.
    ///
    /// @param reason public
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE
    public OpenDay cancel(Caller caller, UUID id, String reason) {
        return db.write(
                tx -> {
                    OpenDay day = locked(tx, caller, id);
                    require(day, OpenDay.State.PUBLISHED);
                    Instant now = clock.instant();
                    UUID stated =
                            publicLog.state(
                                    tx,
                                    OpenDayRules.stated(
                                            "cancelled", day, Map.of("reason", reason), now));
                    store.move(tx, day, OpenDay.State.CANCELLED, reason, stated, now);
                    OpenDay cancelled = get(tx, id);
                    tellAll(tx, "cancelled", cancelled);
                    return cancelled;
                });
    }

    /// Throws a draft away.
    ///
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE
    public void discard(Caller caller, UUID id) {
        db.change(
                tx -> {
                    require(locked(tx, caller, id), OpenDay.State.DRAFT);
                    store.delete(tx, id);
                });
    }

    /// A day; a draft only for its enterprise.
    ///
    /// @throws Refused NOT_FOUND
    public OpenDay show(Optional<Caller> caller, UUID id) {
        OpenDay day = db.look(tx -> get(tx, id));
        boolean own = caller.map(who -> who.belongsTo(day.enterprise())).orElse(false);
        if (!day.state().isPublic() && !own) {
            throw new Refused(Code.NOT_FOUND);
        }
        return day;
    }

    /// A public day, for a use case of another slice.
    public Optional<OpenDay> find(Tx tx, UUID id) {
        return store.find(tx, id).filter(day -> day.state().isPublic());
    }

    /// Public days of a filter, by their beginning, at most 500.
    ///
    /// @param ahead whether only those that are not over
    public List<OpenDay> list(OpenDayFilter filter, boolean ahead) {
        Optional<Instant> now = ahead ? Optional.of(clock.instant()) : Optional.empty();
        return db.look(tx -> store.list(tx, filter, now, LIST_MAX));
    }

    /// Public days of a filter for a calendar that is subscribed to: without a month, those of the
    /// last 90 days and all that are ahead, at most 500.
    public List<OpenDay> feed(OpenDayFilter filter) {
        Optional<Instant> since =
                filter.month().isPresent()
                        ? Optional.empty()
                        : Optional.of(clock.instant().minus(FEED_KEPT));
        return db.look(tx -> store.list(tx, filter, since, LIST_MAX));
    }

    /// The caller's enterprise's days, latest first.
    public List<OpenDay> own(Caller caller) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY, Role.SERVICE);
        return db.look(tx -> store.of(tx, enterprise, LIST_MAX));
    }

    /// Closes the days that are over, with the number of those who came. A job calls this again
    /// and again.
    ///
    /// @return how many, at most 100
    public int hold() {
        return db.write(
                tx -> {
                    Instant now = clock.instant();
                    List<OpenDay> over = store.lockOver(tx, now, AT_ONCE_MAX);
                    for (OpenDay day : over) {
                        int came =
                                registrations.of(tx, day.id()).stream()
                                        .filter(one -> one.checkedInAt().isPresent())
                                        .mapToInt(Registration::party)
                                        .sum();
                        Map<String, Object> counts =
                                Map.of("registered", day.taken(), "came", came);
                        UUID stated =
                                publicLog.state(tx, OpenDayRules.stated("held", day, counts, now));
                        store.move(tx, day, OpenDay.State.HELD, "", stated, now);
                    }
                    return over.size();
                });
    }

    /// Reminds visitors the day before. A job calls this again and again.
    ///
    /// @return of how many days, at most 100
    public int remind() {
        return db.write(
                tx -> {
                    Instant before = clock.instant().plus(REMINDED_BEFORE);
                    List<OpenDay> soon = store.lockUnreminded(tx, before, AT_ONCE_MAX);
                    for (OpenDay day : soon) {
                        Map<UUID, byte[]> visitors = registrations.visitors(tx, day.id());
                        for (Registration one : registrations.of(tx, day.id())) {
                            byte[] sealed = visitors.get(one.id());
                            if (sealed != null && one.state() == Registration.State.CONFIRMED) {
                                letters.tell(tx, "reminder", day, one, sealed);
                            }
                        }
                        store.reminded(tx, day.id());
                    }
                    return soon.size();
                });
    }

    /// Erases who the visitors of days were that ended 180 days ago. A job calls this daily.
    ///
    /// @return how many visitors
    public int eraseVisitors() {
        return db.write(
                tx -> {
                    int erased = 0;
                    Instant before = clock.instant().minus(OpenDayRules.CONTACTS_KEPT);
                    for (OpenDay day : store.lockUnerased(tx, before, AT_ONCE_MAX)) {
                        erased += registrations.eraseVisitors(tx, day.id());
                        store.contactsErased(tx, day.id());
                    }
                    return erased;
                });
    }
}
