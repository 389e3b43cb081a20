// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Language;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of visits: registering, the ticket, and the gate. Thread-safe.
public final class Visits {
    private static final int SECRET_BYTES = 16;

    private final Database db;
    private final OpenDays days;
    private final VisitorLetters letters;
    private final SealedText seal;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final OpenDayStore dayStore = new OpenDayStore();
    private final RegistrationStore store = new RegistrationStore();

    Visits(
            Database db,
            OpenDays days,
            VisitorLetters letters,
            SealedText seal,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.days = days;
        this.letters = letters;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /// A registration just made.
    ///
    /// @param secret the last part of its ticket's address, told this once
    public record Made(Registration registration, String secret) {}

    /// Registers a party. It gets places when there are enough and nobody waits, and waits
    /// otherwise.
    ///
    /// @param party 1 to 5 persons
    /// @throws Refused NOT_FOUND, REGISTRATION_OVER, WAITING_LIST_FULL
    public Made register(UUID openDay, Registration.Visitor visitor, int party, Language language) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return db.write(
                tx -> {
                    OpenDay day = lock(tx, openDay);
                    Instant now = clock.instant();
                    if (!day.takesRegistrations(now)) {
                        throw new Refused(Code.REGISTRATION_OVER);
                    }
                    RegistrationStore.Parties before = store.parties(tx, openDay);
                    int waiting = before.waiting();
                    if (before.all() >= OpenDayRules.PARTIES_MAX) {
                        throw new Refused(Code.REGISTRATION_OVER);
                    }
                    Registration.State state =
                            OpenDayRules.first(
                                    day.plan().capacity(), day.taken(), waiting > 0, party);
                    if (state == Registration.State.WAITING
                            && waiting >= OpenDayRules.WAITING_PARTIES_MAX) {
                        throw new Refused(Code.WAITING_LIST_FULL);
                    }
                    Registration one =
                            new Registration(
                                    ids.next(),
                                    openDay,
                                    "%04d".formatted(before.all() + 1),
                                    party,
                                    language,
                                    state,
                                    now,
                                    Optional.empty(),
                                    Optional.empty());
                    byte[] sealed = seal.seal(one.id(), visitor.packed(secret));
                    store.insert(tx, one, hash(secret), sealed);
                    boolean confirmed = state == Registration.State.CONFIRMED;
                    dayStore.places(
                            tx,
                            openDay,
                            day.taken() + (confirmed ? party : 0),
                            day.waiting() + (confirmed ? 0 : party));
                    letters.tell(tx, confirmed ? "registered" : "waiting", day, one, sealed);
                    return new Made(one, secret);
                });
    }

    private OpenDay lock(Tx tx, UUID openDay) {
        return dayStore.lock(tx, openDay)
                .filter(day -> day.state().isPublic())
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    private static byte[] hash(String secret) {
        return Sha256.of(secret);
    }

    /// What a ticket's page shows.
    ///
    /// @param admission what the ticket is worth at the gate now
    /// @param ahead parties that wait before it
    /// @param mayComment whether its holder may say something now
    public record Ticket(
            OpenDay day,
            Registration registration,
            Admission admission,
            int ahead,
            boolean mayComment) {}

    /// A ticket by the secret of its address.
    ///
    /// @throws Refused NOT_FOUND
    public Ticket ticket(String secret) {
        return db.read(tx -> ticket(tx, with(tx, secret)));
    }

    private Ticket ticket(Tx tx, Registration one) {
        OpenDay day = dayStore.find(tx, one.openDay()).orElseThrow();
        Instant now = clock.instant();
        int ahead = 0;
        if (one.state() == Registration.State.WAITING) {
            for (Registration each : store.waiting(tx, day.id())) {
                if (each.id().equals(one.id())) {
                    break;
                }
                ahead++;
            }
        }
        return new Ticket(
                day,
                one,
                OpenDayRules.admission(day, one, now),
                ahead,
                OpenDayRules.mayComment(day, one, now));
    }

    private Registration with(Tx tx, String secret) {
        return store.withTicket(tx, hash(secret)).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Gives the places back; those who wait move up. Twice is once.
    ///
    /// @throws Refused NOT_FOUND, WRONG_STATE when they came or the day has ended
    public Ticket giveBack(String secret) {
        return db.write(
                tx -> {
                    OpenDay day = lock(tx, with(tx, secret).openDay());
                    Registration one = with(tx, secret);
                    if (one.state() != Registration.State.CANCELLED) {
                        if (one.checkedInAt().isPresent()
                                || day.state() != OpenDay.State.PUBLISHED) {
                            throw new Refused(Code.WRONG_STATE, day.state());
                        }
                        store.state(tx, day.id(), one.id(), Registration.State.CANCELLED);
                        days.moveUp(tx, day);
                    }
                    return ticket(tx, with(tx, secret));
                });
    }

    /// A visitor at the gate.
    ///
    /// @param visitor who it is; empty once the clock ran out
    /// @param done whether this call let them in
    public record Arrival(Ticket ticket, Optional<Registration.Visitor> visitor, boolean done) {}

    /// Lets a party in, by its ticket's secret or its number. Twice is once: the first time stays.
    ///
    /// @param caller somebody of the enterprise that is visited
    /// @param ticket the secret, the whole address of the ticket, or the number
    /// @return of a ticket for another visit, that visit and nothing of who registered
    /// @throws Refused NOT_FOUND when nobody has it
    public Arrival checkIn(Caller caller, UUID openDay, String ticket) {
        return db.write(
                tx -> {
                    OpenDay day = ownLocked(tx, caller, openDay);
                    Registration one = party(tx, day, ticket);
                    if (!one.openDay().equals(openDay)) {
                        return ofAnotherVisit(tx, one);
                    }
                    Instant now = clock.instant();
                    boolean welcome = OpenDayRules.admission(day, one, now) == Admission.WELCOME;
                    if (welcome) {
                        store.checkIn(
                                tx,
                                openDay,
                                one.id(),
                                Optional.of(now),
                                Optional.of(caller.account()));
                    }
                    return arrival(tx, day, one.id(), welcome);
                });
    }

    /// Takes a check-in back that was a mistake.
    ///
    /// @param caller somebody of the enterprise that is visited
    /// @throws Refused NOT_FOUND, WRONG_STATE when they were not in, or said something since
    public Arrival undoCheckIn(Caller caller, UUID openDay, String ticket) {
        return db.write(
                tx -> {
                    OpenDay day = ownLocked(tx, caller, openDay);
                    Registration one = party(tx, day, ticket);
                    if (!one.openDay().equals(openDay)
                            || one.checkedInAt().isEmpty()
                            || one.comment().isPresent()) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    store.checkIn(tx, openDay, one.id(), Optional.empty(), Optional.empty());
                    return arrival(tx, day, one.id(), false);
                });
    }

    private OpenDay ownLocked(Tx tx, Caller caller, UUID openDay) {
        OpenDay day = lock(tx, openDay);
        caller.requireFor(day.enterprise(), Role.OWNER, Role.QUALITY, Role.SERVICE);
        return day;
    }

    /// Who it is stays with the enterprise that they registered with.
    private Arrival ofAnotherVisit(Tx tx, Registration one) {
        OpenDay other = dayStore.find(tx, one.openDay()).orElseThrow();
        Ticket ticket = new Ticket(other, one, Admission.OTHER_VISIT, 0, false);
        return new Arrival(ticket, Optional.empty(), false);
    }

    private Registration party(Tx tx, OpenDay day, String ticket) {
        String typed = ticket.strip();
        String secret = typed.substring(typed.lastIndexOf('/') + 1);
        return store.withNumber(tx, day.id(), typed)
                .or(() -> store.withTicket(tx, hash(secret)))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("ticket"));
    }

    private Arrival arrival(Tx tx, OpenDay day, UUID id, boolean done) {
        Registration one = store.find(tx, day.id(), id).orElseThrow();
        Optional<Registration.Visitor> visitor = visitor(store.visitors(tx, day.id()), id);
        return new Arrival(ticket(tx, one), visitor, done);
    }

    private Optional<Registration.Visitor> visitor(Map<UUID, byte[]> sealed, UUID id) {
        return Optional.ofNullable(sealed.get(id))
                .map(bytes -> Registration.Visitor.unpacked(seal.open(id, bytes)));
    }

    /// Somebody who is expected.
    public record Expected(Registration registration, Optional<Registration.Visitor> visitor) {}

    /// Everybody who registered for a day, in that order.
    ///
    /// @param caller somebody of the enterprise that is visited
    /// @throws Refused NOT_FOUND for another's
    public List<Expected> expected(Caller caller, UUID openDay) {
        return db.read(
                tx -> {
                    OpenDay day =
                            dayStore.find(tx, openDay)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    caller.requireFor(day.enterprise(), Role.OWNER, Role.QUALITY, Role.SERVICE);
                    Map<UUID, byte[]> visitors = store.visitors(tx, openDay);
                    return store.of(tx, openDay).stream()
                            .map(one -> new Expected(one, visitor(visitors, one.id())))
                            .toList();
                });
    }
}
