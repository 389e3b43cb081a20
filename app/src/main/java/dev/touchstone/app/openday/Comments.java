// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.workday.HolidayCalendar;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The face of what visitors say afterwards. A comment becomes public at one moment: with the
/// enterprise's reply, or when the days for a reply have passed. Thread-safe.
public final class Comments {
    private static final int AT_ONCE_MAX = 100;

    private final Database db;
    private final PublicLog publicLog;
    private final InstantSource clock;
    private final OpenDayStore dayStore = new OpenDayStore();
    private final RegistrationStore store = new RegistrationStore();
    private final HolidayCalendar holidays = new HolidayCalendar();

    Comments(Database db, PublicLog publicLog, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.clock = clock;
    }

    /// Says what was seen, once.
    ///
    /// @param secret of the ticket
    /// @param publish whether it may be published, without a name
    /// @throws Refused NOT_FOUND, WRONG_STATE when the visitor was not there, said something
    ///     already, or 60 days have passed
    public void say(String secret, String text, boolean publish) {
        db.change(
                tx -> {
                    OpenDay day = lock(tx, with(tx, secret).openDay());
                    Registration one = with(tx, secret);
                    Instant now = clock.instant();
                    if (!OpenDayRules.mayComment(day, one, now)) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    LocalDate today = Window.dayOf(now);
                    LocalDate due = holidays.from(tx, today).after(today, OpenDayRules.REPLY_DAYS);
                    store.comment(tx, one, text, publish, now, due);
                    publicLog.state(
                            tx,
                            Statement.sealed(
                                    "openday.commented",
                                    "association",
                                    OpenDay.subject(day.id()),
                                    now,
                                    Map.of("text", text, "publish", publish)));
                });
    }

    private Registration with(Tx tx, String secret) {
        return store.withTicket(tx, Sha256.of(secret))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    private OpenDay lock(Tx tx, UUID openDay) {
        return dayStore.lock(tx, openDay)
                .filter(day -> day.state().isPublic())
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    private Registration said(Tx tx, UUID openDay, UUID registration) {
        return store.find(tx, openDay, registration)
                .filter(one -> one.comment().isPresent())
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Replies to a visitor's comment, once; both are published together when the visitor lets
    /// it.
    ///
    /// @param caller owner, quality department or service of the enterprise
    /// @throws Refused NOT_FOUND, ALREADY_ANSWERED
    public void reply(Caller caller, UUID openDay, UUID registration, String text) {
        db.change(
                tx -> {
                    OpenDay day = lock(tx, openDay);
                    caller.requireFor(day.enterprise(), Role.OWNER, Role.QUALITY, Role.SERVICE);
                    Registration one = said(tx, openDay, registration);
                    if (one.comment().flatMap(Registration.Comment::reply).isPresent()) {
                        throw new Refused(Code.ALREADY_ANSWERED);
                    }
                    Instant now = clock.instant();
                    store.reply(tx, one, text, now);
                    publicLog.state(
                            tx,
                            Statement.sealed(
                                    "openday.replied",
                                    day.enterprise().toString(),
                                    OpenDay.subject(openDay),
                                    now,
                                    Map.of("text", text)));
                    publish(tx, said(tx, openDay, registration), now);
                });
    }

    /// The public statement holds digests alone: a text that has to be taken down later is not in
    /// it.
    private void publish(Tx tx, Registration one, Instant now) {
        Registration.Comment said = one.comment().orElseThrow();
        if (!said.publish() || said.statement().isPresent()) {
            return;
        }
        Map<String, Object> body = new TreeMap<>();
        body.put("commentSha256", hex(said.text()));
        said.reply().ifPresent(reply -> body.put("replySha256", hex(reply)));
        UUID stated =
                publicLog.state(
                        tx,
                        Statement.open(
                                "openday.feedback-published",
                                "association",
                                OpenDay.subject(one.openDay()),
                                now,
                                body));
        store.published(tx, one, stated);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /// Publishes the comments to which nobody replied in time. A job calls this again and again.
    ///
    /// @return how many, at most 100
    public int publishDue() {
        return db.write(
                tx -> {
                    Instant now = clock.instant();
                    LocalDate today = Window.dayOf(now);
                    List<Registration> due = store.lockDue(tx, today, AT_ONCE_MAX);
                    due.forEach(one -> publish(tx, one, now));
                    return due.size();
                });
    }

    /// Takes a comment off the page; that it was there, and why it is not, stays.
    ///
    /// @param caller an operator or reviewer
    /// @throws Refused NOT_FOUND
    public void takeDown(Caller caller, UUID openDay, UUID registration, String reason) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER);
        db.change(
                tx -> {
                    lock(tx, openDay);
                    store.takeDown(tx, said(tx, openDay, registration), reason);
                    publicLog.state(
                            tx,
                            Statement.open(
                                    "openday.comment-removed",
                                    "association",
                                    OpenDay.subject(openDay),
                                    clock.instant(),
                                    Map.of("reason", reason)));
                });
    }

    /// The comments that stand on a day's page, without names, oldest first.
    public List<Registration> published(UUID openDay) {
        return db.look(tx -> store.published(tx, openDay));
    }
}
