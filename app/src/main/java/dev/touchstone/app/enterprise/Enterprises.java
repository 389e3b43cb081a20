// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The registry's face. Thread-safe.
public final class Enterprises {
    /// The most enterprises of one page of a list.
    public static final int PAGE_MAX = 100;

    /// The largest number of hits that is told; beyond it there are "more".
    public static final int COUNT_MAX = 1_000;

    private static final int SUCCESSORS_MAX = 20;

    private final Database db;
    private final PublicLog publicLog;
    private final SealedText seal;
    private final Ids ids;
    private final InstantSource clock;
    private final EnterpriseStore store = new EnterpriseStore();
    private final ChangeStore changeStore = new ChangeStore();
    private final SearchStore searchStore = new SearchStore();
    private final EnterpriseChanges changes;

    /// A registry.
    ///
    /// @param seal for what is known of persons; its key stands outside the database
    public Enterprises(
            Database db, PublicLog publicLog, SealedText seal, Ids ids, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
        this.changes = new EnterpriseChanges(db, publicLog, seal, ids, clock);
    }

    /// What changes about registered enterprises.
    public EnterpriseChanges changes() {
        return changes;
    }

    /// Registers an enterprise; it is not public until a second person verified it.
    ///
    /// @param caller an operator
    /// @throws Refused CREDIT_CODE_TAKEN
    public Enterprise register(Caller caller, Registration registration) {
        caller.requireAny(Role.OPERATOR);
        return db.write(tx -> register(tx, caller, registration));
    }

    /// The same, in a transaction of another slice.
    public Enterprise register(Tx tx, Caller caller, Registration registration) {
        caller.requireAny(Role.OPERATOR);
        return get(tx, store(tx, caller, List.of(registration)).getFirst());
    }

    /// Brings in a whole roll, every line or, when one is wrong, none.
    public ImportReport importRoll(Caller caller, List<Csv.Row> rows, boolean dryRun) {
        return importRoll(caller, rows, dryRun, false);
    }

    /// Brings in a whole roll. Enterprises that are registered with the same content stay as they
    /// are, so the same file may come twice.
    ///
    /// @param caller an operator
    /// @param rows at most [Csv#LINES_MAX]
    /// @param dryRun tells what would happen, stores nothing
    /// @param skipBad leaves out lines that are wrong; otherwise one wrong line refuses all
    /// @throws Refused CSV_INVALID with the errors by line, unless it is a dry run or skips
    public ImportReport importRoll(
            Caller caller, List<Csv.Row> rows, boolean dryRun, boolean skipBad) {
        caller.requireAny(Role.OPERATOR);
        if (dryRun) {
            return db.read(tx -> compare(tx, rows).report(true, skipBad, rows.size()));
        }
        return db.write(
                tx -> {
                    RollImport roll = compare(tx, rows);
                    ImportReport report = roll.report(false, skipBad, rows.size()).requireClean();
                    store(tx, caller, roll.fresh());
                    return report;
                });
    }

    private RollImport compare(Tx tx, List<Csv.Row> rows) {
        return RollImport.compare(tx, store, changeStore, rows);
    }

    private List<UUID> store(Tx tx, Caller caller, List<Registration> registrations) {
        if (registrations.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<UUID> made = registrations.stream().map(one -> ids.next()).toList();
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            statements.add(registered(made.get(i), registrations.get(i), now));
        }
        List<UUID> stated = publicLog.stateAll(tx, statements);
        List<EnterpriseStore.NewEnterprise> rows = new ArrayList<>();
        List<Site> sites = new ArrayList<>();
        List<EnterpriseStore.Event> events = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            UUID id = made.get(i);
            Registration said = registrations.get(i);
            Persons persons = new Persons(said.legalRepresentative(), said.contacts());
            rows.add(
                    new EnterpriseStore.NewEnterprise(
                            id,
                            said,
                            persons.sealed(seal, id).map(EnterpriseStore.Sealed::new),
                            stated.get(i)));
            said.site()
                    .map(
                            site ->
                                    new Site(
                                            ids.next(),
                                            id,
                                            site.name(),
                                            site.place(),
                                            Optional.empty()))
                    .ifPresent(sites::add);
            String why = said.checkExplanation().orElse("");
            events.add(new EnterpriseStore.Event(ids.next(), id, "registered", why));
        }
        store.insert(tx, rows, caller.account(), now);
        changeStore.insertSites(tx, sites);
        store.note(tx, events, caller.account(), now);
        return made;
    }

    private static Statement registered(UUID id, Registration said, Instant now) {
        return Statement.sealed(
                "enterprise.registered",
                "association",
                Enterprise.subject(id),
                now,
                Map.of(
                        "creditCode", said.creditCode().text(),
                        "nameZh", said.nameZh(),
                        "nameEn", said.nameEn(),
                        "province", said.province().code(),
                        "industry", said.industry().code()));
    }

    /// Makes an entry public, as a second person.
    ///
    /// @param caller a reviewer other than the one who registered it
    /// @param acceptedDespiteCheck why a code whose check digit does not fit is accepted; needed
    ///     for such a code, ignored otherwise
    /// @throws Refused WRONG_STATE, SAME_PERSON, CREDIT_CODE_INVALID
    public Enterprise verify(Caller caller, UUID id, Optional<String> acceptedDespiteCheck) {
        caller.requireAny(Role.REVIEWER);
        return db.write(
                tx -> {
                    Enterprise one = lock(tx, id);
                    if (one.state() != EnterpriseState.APPLIED) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    if (one.registeredBy().equals(caller.account())) {
                        throw new Refused(Code.SAME_PERSON);
                    }
                    String reason = "";
                    if (!one.creditCode().checkFits()) {
                        reason =
                                acceptedDespiteCheck.orElseThrow(
                                        () ->
                                                new Refused(
                                                                Code.CREDIT_CODE_INVALID,
                                                                one.creditCode().checkFault())
                                                        .at("acceptedDespiteCheck"));
                    }
                    verify(tx, caller, List.of(one), reason);
                    return get(tx, id);
                });
    }

    /// Makes every waiting entry public that this person may verify, except those whose check
    /// digit does not fit: they are looked at one by one.
    ///
    /// @param caller a reviewer
    /// @return how many were verified, at most [Csv#LINES_MAX] at once
    public int verifyAll(Caller caller) {
        caller.requireAny(Role.REVIEWER);
        return db.write(
                tx -> {
                    List<Enterprise> waiting =
                            store.lockWaiting(tx, caller.account(), Csv.LINES_MAX);
                    verify(tx, caller, waiting, "");
                    return waiting.size();
                });
    }

    private void verify(Tx tx, Caller caller, List<Enterprise> verified, String reason) {
        if (verified.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<UUID> stated =
                publicLog.stateAll(
                        tx,
                        verified.stream()
                                .map(one -> EnterpriseRules.stated("verified", one, reason, now))
                                .toList());
        List<UUID> who = verified.stream().map(Enterprise::id).toList();
        store.verify(tx, who, stated, caller.account(), reason, now);
        store.note(
                tx,
                who.stream()
                        .map(id -> new EnterpriseStore.Event(ids.next(), id, "verified", reason))
                        .toList(),
                caller.account(),
                now);
    }

    /// Suspends, closes or reinstates a verified enterprise.
    ///
    /// @param caller an operator
    /// @param reason why; public
    /// @throws Refused WRONG_STATE
    public Enterprise change(Caller caller, UUID id, EnterpriseState to, String reason) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Enterprise one = lock(tx, id);
                    if (!EnterpriseRules.allowed(one.state(), to)) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    Instant now = clock.instant();
                    String what = EnterpriseRules.word(to);
                    UUID stated =
                            publicLog.state(tx, EnterpriseRules.stated(what, one, reason, now));
                    store.state(tx, id, to, stated);
                    EnterpriseStore.Event event =
                            new EnterpriseStore.Event(ids.next(), id, what, reason);
                    store.note(tx, List.of(event), caller.account(), now);
                    return get(tx, id);
                });
    }

    private Enterprise lock(Tx tx, UUID id) {
        return store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// The enterprise, as far as the caller may see it.
    ///
    /// @throws Refused NOT_FOUND when there is none, or none for this caller
    public Enterprise show(Optional<Caller> caller, UUID id) {
        return db.read(
                tx ->
                        store.find(tx, id)
                                .filter(one -> EnterpriseRules.visible(one, caller))
                                .orElseThrow(() -> new Refused(Code.NOT_FOUND)));
    }

    /// Its sites.
    public List<Site> sites(UUID id) {
        return db.read(tx -> sites(tx, id));
    }

    /// Its sites, for a use case of another slice.
    public List<Site> sites(Tx tx, UUID id) {
        return changeStore.sites(tx, List.of(id));
    }

    /// A page of a list, by id, which is the order of registration.
    ///
    /// @param after the last id of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    public List<Enterprise> list(
            Optional<Caller> caller, EnterpriseFilter filter, Optional<UUID> after, int countMax) {
        if (countMax < 1 || countMax > PAGE_MAX) {
            throw new IllegalArgumentException("page of " + countMax);
        }
        boolean all = EnterpriseRules.seesWaiting(caller);
        return db.read(tx -> searchStore.list(tx, filter, all, after, countMax));
    }

    /// What a search found. Immutable.
    ///
    /// @param next where the next page starts; empty on the last one
    /// @param count how many hits there are in all, [#COUNT_MAX] + 1 for more
    public record Found(List<Enterprise> enterprises, Optional<String> next, int count) {}

    /// A page of hits: first the credit code that begins with the text, then names that begin with
    /// it, the whole name first, then names that hold it, former ones included. Without a text, by
    /// registration.
    ///
    /// @param after what the page before said
    /// @param countMax 1 to [#PAGE_MAX]
    /// @throws Refused INVALID_VALUE for a cursor that no page said
    public Found search(
            Optional<Caller> caller,
            EnterpriseFilter filter,
            Optional<String> after,
            int countMax) {
        if (countMax < 1 || countMax > PAGE_MAX) {
            throw new IllegalArgumentException("page of " + countMax);
        }
        boolean all = EnterpriseRules.seesWaiting(caller);
        return db.read(
                tx -> {
                    SearchStore.Hits hits =
                            searchStore.page(
                                    tx, filter, all, after.map(SearchStore.Cursor::of), countMax);
                    int count = searchStore.count(tx, filter, all, COUNT_MAX + 1);
                    return new Found(hits.hits(), hits.next().map(SearchStore.Cursor::text), count);
                });
    }

    /// The enterprise that stands in an enterprise's place today: itself, or the one it became
    /// part of, however often that happened.
    public Enterprise successor(Tx tx, Enterprise one) {
        Enterprise last = one;
        for (int i = 0; i < SUCCESSORS_MAX && last.mergedInto().isPresent(); i++) {
            last = get(tx, last.mergedInto().get());
        }
        return last;
    }

    /// The same in a transaction of its own.
    public Enterprise successor(Enterprise one) {
        return one.mergedInto().isEmpty() ? one : db.read(tx -> successor(tx, one));
    }

    /// Hands every enterprise of a filter to a consumer, in the order of registration.
    public void each(
            Optional<Caller> caller, EnterpriseFilter filter, Consumer<Enterprise> consumer) {
        boolean all = EnterpriseRules.seesWaiting(caller);
        db.read(
                tx -> {
                    searchStore.each(tx, filter, all, consumer);
                    return true;
                });
    }

    /// The enterprise, for a use case of another slice.
    public Optional<Enterprise> find(Tx tx, UUID id) {
        return store.find(tx, id);
    }

    /// The enterprise, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Enterprise get(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// The enterprises with these codes, by code, for a use case of another slice.
    public Map<String, Enterprise> withCodes(Tx tx, Collection<CreditCode> codes) {
        return store.withCodes(tx, codes.stream().map(CreditCode::text).toList()).stream()
                .collect(Collectors.toMap(one -> one.creditCode().text(), Function.identity()));
    }

    /// The enterprise with the code that a text is; empty when it is none.
    public Optional<Enterprise> withText(String text) {
        CreditCode code;
        try {
            code = new CreditCode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return withCode(code);
    }

    /// The enterprise with this code.
    public Optional<Enterprise> withCode(CreditCode code) {
        return db.read(tx -> store.withCodes(tx, List.of(code.text())).stream().findFirst());
    }
}
