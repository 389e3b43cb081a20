// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// What changes about a registered enterprise: its names, its sites, the persons to turn to, and
/// that it becomes part of another. Made by [Enterprises#changes]. Thread-safe.
public final class EnterpriseChanges {
    /// The most steps of a history that are told, the latest ones.
    public static final int HISTORY_MAX = 200;

    private static final int SEAL_ROWS = 500;
    private static final Set<String> PUBLIC_STEPS =
            Set.of("verified", "reinstated", "suspended", "closed", "renamed", "merged");

    /// A name an enterprise had. Immutable.
    ///
    /// @param until when another took its place
    /// @param statement what was stated then
    public record FormerName(String nameZh, String nameEn, Instant until, UUID statement) {}

    /// Something that happened to an entry. Immutable.
    ///
    /// @param what a word of a closed list; pages have a sentence for each
    /// @param account through which account; for the association only
    public record Step(Instant at, String what, UUID account, String reason) {}

    /// That an enterprise is to become part of another, until a second person decides. Immutable.
    public record Merger(
            UUID id,
            UUID enterprise,
            UUID into,
            String reason,
            UUID proposedBy,
            Instant proposedAt) {}

    private final Database db;
    private final PublicLog publicLog;
    private final SealedText seal;
    private final Ids ids;
    private final InstantSource clock;
    private final EnterpriseStore store = new EnterpriseStore();
    private final ChangeStore changes = new ChangeStore();

    EnterpriseChanges(
            Database db, PublicLog publicLog, SealedText seal, Ids ids, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    /// Gives an enterprise another name. The old one is kept, shown with its date and found by the
    /// search.
    ///
    /// @param caller an operator
    /// @param nameEn empty for none
    /// @param reason why; public
    /// @throws Refused WRONG_STATE for one that waits or is closed, CONFLICT for the same name
    public Enterprise rename(Caller caller, UUID id, String nameZh, String nameEn, String reason) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Enterprise before = lock(tx, id);
                    requireLive(before);
                    if (before.nameZh().equals(nameZh) && before.nameEn().equals(nameEn)) {
                        throw new Refused(Code.CONFLICT).at("nameZh");
                    }
                    Instant now = clock.instant();
                    UUID stated =
                            publicLog.state(
                                    tx,
                                    EnterpriseRules.renamed(before, nameZh, nameEn, reason, now));
                    changes.rename(tx, before, nameZh, nameEn, now, stated);
                    note(tx, caller, id, "renamed", reason, now);
                    return store.find(tx, id).orElseThrow();
                });
    }

    /// The names it had, the latest first.
    public List<FormerName> formerNames(UUID id) {
        return db.read(tx -> changes.names(tx, id));
    }

    /// Proposes that an enterprise becomes part of another; a second person decides. It is not
    /// undone afterwards.
    ///
    /// @param caller an operator
    /// @param into verified, and not the same
    /// @param reason why; public once it is decided
    /// @throws Refused WRONG_STATE, CONFLICT when one is proposed already
    public Merger proposeMerger(Caller caller, UUID id, UUID into, String reason) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    requireLive(lockBoth(tx, id, into));
                    requireTarget(tx, id, into);
                    Instant now = clock.instant();
                    Merger merger = new Merger(ids.next(), id, into, reason, caller.account(), now);
                    changes.propose(tx, merger);
                    note(tx, caller, id, "merger.proposed", reason, now);
                    return merger;
                });
    }

    /// Decides about a merger, as a second person. When it is confirmed the enterprise is closed
    /// and its page leads to the other one; what it did stays its own.
    ///
    /// @param caller a reviewer other than the one who proposed
    /// @throws Refused NOT_FOUND when none is proposed, SAME_PERSON, WRONG_STATE
    public Enterprise decideMerger(Caller caller, UUID id, boolean confirmed) {
        caller.requireAny(Role.REVIEWER);
        return db.write(
                tx -> {
                    UUID target = proposed(tx, id).into();
                    Enterprise one = lockBoth(tx, id, target);
                    Merger merger = proposed(tx, id);
                    if (merger.proposedBy().equals(caller.account())) {
                        throw new Refused(Code.SAME_PERSON);
                    }
                    Instant now = clock.instant();
                    if (!confirmed) {
                        changes.decide(tx, merger, "DECLINED", caller.account(), now);
                        note(tx, caller, id, "merger.declined", "", now);
                        return one;
                    }
                    requireLive(one);
                    Enterprise into = requireTarget(tx, id, merger.into());
                    changes.decide(tx, merger, "CONFIRMED", caller.account(), now);
                    UUID stated =
                            publicLog.state(
                                    tx, EnterpriseRules.merged(one, into, merger.reason(), now));
                    changes.merge(tx, id, into.id(), stated);
                    note(tx, caller, id, "merged", merger.reason(), now);
                    note(tx, caller, into.id(), "absorbed", one.creditCode().text(), now);
                    return store.find(tx, id).orElseThrow();
                });
    }

    /// The merger that waits for a decision.
    public Optional<Merger> openMerger(Caller caller, UUID id) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER);
        return db.read(tx -> changes.openMerger(tx, id));
    }

    private Merger proposed(Tx tx, UUID id) {
        return changes.openMerger(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Locks in one order whoever merges with whom, so that nobody waits in a circle.
    private Enterprise lockBoth(Tx tx, UUID id, UUID into) {
        if (into.compareTo(id) < 0) {
            store.lock(tx, into);
            return lock(tx, id);
        }
        Enterprise one = lock(tx, id);
        store.lock(tx, into);
        return one;
    }

    private Enterprise requireTarget(Tx tx, UUID id, UUID into) {
        if (into.equals(id)) {
            throw new Refused(Code.CONFLICT).at("into");
        }
        Enterprise target =
                store.find(tx, into).orElseThrow(() -> new Refused(Code.NOT_FOUND).at("into"));
        if (target.state() != EnterpriseState.VERIFIED) {
            throw new Refused(Code.WRONG_STATE, target.state()).at("into");
        }
        return target;
    }

    /// Adds a place where an enterprise works.
    ///
    /// @param caller its owner, or an operator
    /// @throws Refused CONFLICT when it has a site of this name, WRONG_COUNT at the limit
    public Site addSite(Caller caller, UUID id, Registration.SiteName named) {
        caller.requireFor(id, Role.OPERATOR, Role.OWNER);
        return db.write(
                tx -> {
                    lock(tx, id);
                    if (changes.sites(tx, List.of(id)).size() >= Site.COUNT_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, Site.COUNT_MAX);
                    }
                    Site site =
                            new Site(ids.next(), id, named.name(), named.place(), Optional.empty());
                    changes.insertSites(tx, List.of(site));
                    note(tx, caller, id, "site.added", site.name(), clock.instant());
                    return site;
                });
    }

    /// Gives a site another name.
    ///
    /// @param caller its owner, or an operator
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is closed, CONFLICT when the name is taken
    public Site renameSite(Caller caller, UUID id, UUID site, String name) {
        caller.requireFor(id, Role.OPERATOR, Role.OWNER);
        return db.write(
                tx -> {
                    Site old = openSite(tx, id, site);
                    Site named = new Site(site, id, name, old.place(), Optional.empty());
                    changes.site(tx, named);
                    String what = old.name() + " → " + name;
                    note(tx, caller, id, "site.renamed", what, clock.instant());
                    return named;
                });
    }

    /// Closes a site; it stays listed with its last day.
    ///
    /// @param caller its owner, or an operator
    /// @param lastDay not after today
    /// @throws Refused NOT_FOUND, WRONG_STATE when it is closed, OUT_OF_RANGE
    public Site closeSite(Caller caller, UUID id, UUID site, LocalDate lastDay) {
        caller.requireFor(id, Role.OPERATOR, Role.OWNER);
        return db.write(
                tx -> {
                    Site old = openSite(tx, id, site);
                    LocalDate today = EnterpriseRules.day(clock.instant());
                    if (lastDay.isAfter(today) || lastDay.getYear() < 1900) {
                        throw new Refused(Code.OUT_OF_RANGE, "1900-01-01", today).at("lastDay");
                    }
                    Site closed = new Site(site, id, old.name(), old.place(), Optional.of(lastDay));
                    changes.site(tx, closed);
                    note(tx, caller, id, "site.closed", old.name(), clock.instant());
                    return closed;
                });
    }

    private Site openSite(Tx tx, UUID id, UUID site) {
        lock(tx, id);
        Site found =
                changes.sites(tx, List.of(id)).stream()
                        .filter(one -> one.id().equals(site))
                        .findFirst()
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND));
        if (found.closedOn().isPresent()) {
            throw new Refused(Code.WRONG_STATE, "CLOSED");
        }
        return found;
    }

    /// The persons to turn to at an enterprise. That they were read is noted in its history.
    ///
    /// @param caller its owner, or an operator
    public List<Contact> contacts(Caller caller, UUID id) {
        caller.requireFor(id, Role.OPERATOR, Role.OWNER);
        return db.write(
                tx -> {
                    lock(tx, id);
                    note(tx, caller, id, "contacts.read", "", clock.instant());
                    return persons(tx, id).contacts();
                });
    }

    /// The same for a use case of another slice that writes to them and shows nobody who they are.
    public List<Contact> contacts(Tx tx, UUID id) {
        return persons(tx, id).contacts();
    }

    /// Replaces the persons to turn to.
    ///
    /// @param caller its owner, or an operator
    /// @throws Refused WRONG_COUNT for more than [Contact#COUNT_MAX]
    public void setContacts(Caller caller, UUID id, List<Contact> contacts) {
        changeContacts(caller, id, before -> contacts);
    }

    /// Changes who the persons to turn to are; the change may run more than once.
    ///
    /// @throws Refused WRONG_COUNT for more than [Contact#COUNT_MAX]
    void changeContacts(Caller caller, UUID id, UnaryOperator<List<Contact>> change) {
        caller.requireFor(id, Role.OPERATOR, Role.OWNER);
        db.write(
                tx -> {
                    lock(tx, id);
                    Persons before = persons(tx, id);
                    List<Contact> contacts = change.apply(before.contacts());
                    if (contacts.size() > Contact.COUNT_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, Contact.COUNT_MAX).at("contacts");
                    }
                    keep(tx, id, before.with(contacts));
                    note(tx, caller, id, "contacts.changed", "", clock.instant());
                    return true;
                });
    }

    /// The person that represents it in law; for the association and the enterprise itself.
    public Optional<String> legalRepresentative(Caller caller, UUID id) {
        caller.requireFor(id, Role.OPERATOR, Role.REVIEWER, Role.OWNER);
        return db.read(tx -> persons(tx, id).legalRepresentative());
    }

    private Persons persons(Tx tx, UUID id) {
        Persons sealed =
                changes.persons(tx, id)
                        .map(bytes -> Persons.open(seal, id, bytes.bytes()))
                        .orElse(Persons.NOBODY);
        return changes.plainPerson(tx, id)
                .map(name -> new Persons(Optional.of(name), sealed.contacts()))
                .orElse(sealed);
    }

    private void keep(Tx tx, UUID id, Persons persons) {
        changes.persons(tx, id, persons.sealed(seal, id));
    }

    /// Seals the names of legal representatives that an earlier version stored in the open. Many
    /// rows, one transaction a few hundred; does nothing once it is done.
    ///
    /// @return how many were sealed
    public int sealPlainPersons() {
        int sealed = 0;
        while (true) {
            int batch =
                    db.write(
                            tx -> {
                                List<UUID> plain = changes.lockPlain(tx, SEAL_ROWS);
                                plain.forEach(id -> keep(tx, id, persons(tx, id)));
                                return plain.size();
                            });
            sealed += batch;
            if (batch < SEAL_ROWS) {
                return sealed;
            }
        }
    }

    /// What happened to an entry, the latest first, as far as the caller may know: everybody sees
    /// what changed about the entry itself, its owner and the association all of it.
    public List<Step> history(Optional<Caller> caller, UUID id) {
        boolean whole =
                caller.map(
                                who ->
                                        who.mayFor(
                                                id,
                                                Role.OPERATOR,
                                                Role.REVIEWER,
                                                Role.AUDITOR,
                                                Role.OWNER))
                        .orElse(false);
        List<Step> told = new ArrayList<>();
        for (Step step : db.read(tx -> changes.history(tx, id, HISTORY_MAX))) {
            if (whole || PUBLIC_STEPS.contains(step.what())) {
                told.add(step);
            }
        }
        return told;
    }

    private Enterprise lock(Tx tx, UUID id) {
        return store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    private static void requireLive(Enterprise one) {
        if (one.state() != EnterpriseState.VERIFIED && one.state() != EnterpriseState.SUSPENDED) {
            throw new Refused(Code.WRONG_STATE, one.state());
        }
    }

    private void note(Tx tx, Caller caller, UUID id, String what, String reason, Instant at) {
        EnterpriseStore.Event event = new EnterpriseStore.Event(ids.next(), id, what, reason);
        store.note(tx, List.of(event), caller.account(), at);
    }
}
