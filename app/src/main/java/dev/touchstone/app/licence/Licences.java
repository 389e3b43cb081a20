// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of licences. Thread-safe.
public final class Licences {
    private static final int ENDED_AT_ONCE = 200;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Products products;
    private final Roll roll;
    private final Ids ids;
    private final InstantSource clock;
    private final MarkRulesText rules = new MarkRulesText();
    private final LicenceStore store = new LicenceStore();

    /// Who stands on the roll of a campaign.
    public interface Roll {
        /// Whether an enterprise stands on it now.
        boolean holds(Tx tx, UUID enterprise, UUID campaign);
    }

    /// Licences for the products of enterprises.
    public Licences(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Products products,
            Roll roll,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.products = products;
        this.roll = roll;
        this.ids = ids;
        this.clock = clock;
    }

    /// The rules an applicant accepts.
    public MarkRulesText rules() {
        return rules;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Page.ZONE);
    }

    /// Applies for a licence; one for the enterprise's own mark is granted at once.
    ///
    /// @param caller the enterprise's owner
    /// @param accepted the digest of the rules that were accepted
    /// @throws Refused NOT_FOUND for another's product, ENTERPRISE_NOT_VERIFIED, TEXT_CHANGED when
    ///     other rules were accepted, NOT_ON_ROLL, and what [LicenceRules#requireSound] says
    public Licence apply(Caller caller, Licence.Terms terms, String accepted) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER);
        LicenceRules.requireSound(terms, today());
        if (!accepted.equals(rules.digest())) {
            throw new Refused(Code.TEXT_CHANGED).at("rules");
        }
        return db.write(
                tx -> {
                    if (enterprises.get(tx, enterprise).state() != EnterpriseState.VERIFIED) {
                        throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
                    }
                    List<UUID> named =
                            terms.products().stream()
                                    .map(gtin -> ownProduct(tx, enterprise, gtin))
                                    .toList();
                    if (terms.campaign().isPresent()
                            && !roll.holds(tx, enterprise, terms.campaign().get())) {
                        throw new Refused(Code.NOT_ON_ROLL).at("campaign");
                    }
                    boolean own = terms.kind() == Licence.Kind.OWN;
                    Licence licence =
                            new Licence(
                                    ids.next(),
                                    enterprise,
                                    terms,
                                    0,
                                    Licence.State.REQUESTED,
                                    "",
                                    accepted,
                                    caller.account(),
                                    clock.instant());
                    store.insert(tx, licence, named);
                    step(tx, licence, Licence.State.REQUESTED, "", Optional.of(caller));
                    if (own) {
                        to(tx, licence, Licence.State.GRANTED, "", "", Optional.of(caller));
                    }
                    return store.find(tx, licence.id()).orElseThrow();
                });
    }

    private UUID ownProduct(Tx tx, UUID enterprise, Gtin gtin) {
        return products.find(tx, gtin)
                .filter(product -> product.enterprise().equals(enterprise))
                .map(Product::id)
                .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("products"));
    }

    private void step(
            Tx tx, Licence licence, Licence.State state, String reason, Optional<Caller> by) {
        Instant now = clock.instant();
        store.step(
                tx,
                licence,
                new Licence.Step(
                        state,
                        reason,
                        by.map(Caller::account),
                        now,
                        stated(tx, licence, state, reason, now)));
    }

    /// What is granted, suspended, restored or ended is public; how many codes it is for is the
    /// enterprise's secret, and what was never granted is nobody's business.
    private Optional<UUID> stated(
            Tx tx, Licence licence, Licence.State state, String reason, Instant now) {
        String type =
                switch (state) {
                    case GRANTED ->
                            licence.state() == Licence.State.SUSPENDED ? "restored" : "granted";
                    case SUSPENDED -> "suspended";
                    case ENDED -> "ended";
                    case REQUESTED, REFUSED -> "";
                };
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> body = new HashMap<>();
        body.put("licence", licence.id().toString());
        body.put("mark", licence.terms().kind().name());
        body.put("products", licence.terms().products().stream().map(Gtin::digits).toList());
        body.put("from", licence.terms().from().toString());
        body.put("until", licence.terms().until().toString());
        licence.terms().campaign().ifPresent(id -> body.put("campaign", id.toString()));
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        return Optional.of(
                publicLog.state(
                        tx,
                        Statement.open(
                                "licence." + type,
                                licence.enterprise().toString(),
                                Licence.subject(licence.id()),
                                now,
                                body)));
    }

    private void to(
            Tx tx,
            Licence licence,
            Licence.State state,
            String basis,
            String reason,
            Optional<Caller> by) {
        store.to(tx, licence, state, basis);
        step(tx, licence, state, reason, by);
    }

    /// Grants what was applied for.
    ///
    /// @param caller a reviewer, not of the enterprise
    /// @param basis numbers of the inspection documents; needed for a stably qualified product
    /// @throws Refused NOT_FOUND, WRONG_STATE, MISSING_FIELD, NOT_ON_ROLL, SAME_PERSON
    public Licence grant(Caller caller, UUID id, String basis) {
        return decide(
                caller,
                id,
                (tx, licence) -> {
                    if (licence.terms().kind() == Licence.Kind.STABLE && basis.isEmpty()) {
                        throw new Refused(Code.MISSING_FIELD).at("basis");
                    }
                    Optional<UUID> campaign = licence.terms().campaign();
                    if (campaign.isPresent()
                            && !roll.holds(tx, licence.enterprise(), campaign.get())) {
                        throw new Refused(Code.NOT_ON_ROLL);
                    }
                    to(tx, licence, Licence.State.GRANTED, basis, "", Optional.of(caller));
                });
    }

    /// Refuses what was applied for.
    ///
    /// @param caller a reviewer, not of the enterprise
    /// @throws Refused NOT_FOUND, WRONG_STATE, SAME_PERSON
    public Licence refuse(Caller caller, UUID id, String reason) {
        return decide(
                caller,
                id,
                (tx, licence) ->
                        to(tx, licence, Licence.State.REFUSED, "", reason, Optional.of(caller)));
    }

    private interface Decision {
        void take(Tx tx, Licence licence);
    }

    private Licence decide(Caller caller, UUID id, Decision decision) {
        caller.requireAny(Role.REVIEWER);
        return change(
                id,
                (tx, licence) -> {
                    if (licence.appliedBy().equals(caller.account())) {
                        throw new Refused(Code.SAME_PERSON);
                    }
                    LicenceRules.requireState(licence, Licence.State.REQUESTED);
                    decision.take(tx, licence);
                });
    }

    private Licence change(UUID id, Decision decision) {
        return db.write(
                tx -> {
                    decision.take(
                            tx, store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND)));
                    return store.find(tx, id).orElseThrow();
                });
    }

    /// Stops new codes; existing ones say that the licence is suspended.
    ///
    /// @param caller a reviewer or operator
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Licence suspend(Caller caller, UUID id, String reason) {
        caller.requireAny(Role.REVIEWER, Role.OPERATOR);
        return change(
                id,
                (tx, licence) -> {
                    LicenceRules.requireState(licence, Licence.State.GRANTED);
                    to(
                            tx,
                            licence,
                            Licence.State.SUSPENDED,
                            licence.basis(),
                            reason,
                            Optional.of(caller));
                });
    }

    /// Lets a suspended licence be used again.
    ///
    /// @param caller a reviewer or operator
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Licence restore(Caller caller, UUID id, String reason) {
        caller.requireAny(Role.REVIEWER, Role.OPERATOR);
        return change(
                id,
                (tx, licence) -> {
                    LicenceRules.requireState(licence, Licence.State.SUSPENDED);
                    to(
                            tx,
                            licence,
                            Licence.State.GRANTED,
                            licence.basis(),
                            reason,
                            Optional.of(caller));
                });
    }

    /// Ends a licence for good: by the association with a reason, or given up by its owner.
    ///
    /// @param caller a reviewer, an operator, or the enterprise's owner
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Licence end(Caller caller, UUID id, String reason) {
        return change(
                id,
                (tx, licence) -> {
                    if (!caller.isAny(Role.REVIEWER, Role.OPERATOR)) {
                        caller.requireFor(licence.enterprise(), Role.OWNER);
                    }
                    LicenceRules.requireState(
                            licence,
                            Licence.State.REQUESTED,
                            Licence.State.GRANTED,
                            Licence.State.SUSPENDED);
                    to(
                            tx,
                            licence,
                            Licence.State.ENDED,
                            licence.basis(),
                            reason,
                            Optional.of(caller));
                });
    }

    /// Ends licences whose period is over.
    public void endDue() {
        boolean more = true;
        while (more) {
            more =
                    db.write(
                            tx -> {
                                List<Licence> over = store.lockOver(tx, today(), ENDED_AT_ONCE);
                                for (Licence licence : over) {
                                    to(
                                            tx,
                                            licence,
                                            Licence.State.ENDED,
                                            licence.basis(),
                                            "",
                                            Optional.empty());
                                }
                                return over.size() == ENDED_AT_ONCE;
                            });
        }
    }

    /// Takes codes from a licence, for an order that is placed in the same transaction.
    ///
    /// @param chosen the licence the orderer named; otherwise the oldest that fits
    /// @return the licence
    /// @throws Refused LICENCE_NEEDED, LICENCE_SUSPENDED, LICENCE_USED_UP with what is left
    public UUID take(Tx tx, Product product, int count, Optional<UUID> chosen) {
        List<Licence> candidates =
                store.lockFor(tx, product.enterprise(), product.id()).stream()
                        .filter(one -> chosen.isEmpty() || one.id().equals(chosen.get()))
                        .toList();
        Licence licence = LicenceRules.choose(candidates, today(), count);
        store.use(tx, licence, count);
        return licence.id();
    }

    /// A licence, for the slice that shows what a code was ordered under.
    public Optional<Licence> find(Tx tx, UUID id) {
        return store.find(tx, id);
    }
}
