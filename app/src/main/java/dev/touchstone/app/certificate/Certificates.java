// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.Certificate.Two;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeState;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.credential.StatusPurpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The face of certificates. Thread-safe.
public final class Certificates {
    /// The most certificates of one page of a list.
    public static final int PAGE_MAX = 100;

    private static final int EXPIRED_AT_ONCE_MAX = 1_000;
    private static final int LATEST_MAX = 50;

    private final Database db;
    private final PublicLog publicLog;
    private final Campaigns campaigns;
    private final Pledges pledges;
    private final CertificateIssuer issuer;
    private final Issuing issuing;
    private final Prints prints;
    private final Enterprises enterprises;
    private final InstantSource clock;
    private final CertificateStore store = new CertificateStore();

    /// Certificates of published pledges.
    public Certificates(
            Database db,
            PublicLog publicLog,
            Campaigns campaigns,
            Pledges pledges,
            Enterprises enterprises,
            Prints prints,
            CertificateIssuer issuer,
            CertificateScheme scheme,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.issuer = issuer;
        this.enterprises = enterprises;
        this.prints = prints;
        this.issuing = new Issuing(publicLog, issuer, scheme, clock);
        this.clock = clock;
    }

    Issuing issuing() {
        return issuing;
    }

    /// Issues the certificate of a published pledge, and prints it.
    ///
    /// @param caller a publisher or operator
    /// @throws Refused WRONG_STATE when it is not published, CERTIFICATE_EXISTS, GLYPH_MISSING
    public Certificate issue(Caller caller, UUID pledge) {
        caller.requireAny(Role.PUBLISHER, Role.OPERATOR);
        return db.write(
                tx -> {
                    Pledge one = pledges.lock(tx, pledge);
                    if (!(one.state() instanceof PledgeState.Published)) {
                        throw new Refused(Code.WRONG_STATE, one.state().code());
                    }
                    Campaign campaign = campaigns.get(tx, one.campaign());
                    return issue(tx, caller, Issuing.Draft.of(campaign, one));
                });
    }

    private Certificate issue(Tx tx, Caller caller, Issuing.Draft draft) {
        String missing = prints.missing(draft.unnumbered(clock.instant()));
        if (!missing.isEmpty()) {
            throw new Refused(Code.GLYPH_MISSING, missing);
        }
        Certificate made = issuing.issue(tx, caller.account(), List.of(draft)).getFirst();
        prints.print(tx, List.of(made.number()));
        return made;
    }

    /// Issues a certificate in the place of one that holds, with a new number and the name that
    /// the enterprise has now; it ends when the other would have. The other is superseded, and
    /// each names the other.
    ///
    /// @param caller a publisher
    /// @param reason why; public
    /// @return the new one
    /// @throws Refused NOT_FOUND, WRONG_STATE when it does not hold or its pledge left the roll
    public Certificate reissue(Caller caller, String number, String reason) {
        caller.requireAny(Role.PUBLISHER);
        return db.write(
                tx -> {
                    Certificate old = lockStanding(tx, number);
                    if (!old.state().allows(CertificateState.SUPERSEDED)) {
                        throw new Refused(Code.WRONG_STATE, old.state());
                    }
                    pledges.requirePublished(tx, old.pledge());
                    Enterprise named = enterprises.get(tx, old.enterprise());
                    move(
                            tx,
                            Optional.of(caller.account()),
                            List.of(old),
                            CertificateState.SUPERSEDED,
                            reason);
                    Certificate made =
                            issue(
                                    tx,
                                    caller,
                                    new Issuing.Draft(
                                            campaigns.get(tx, old.campaign()),
                                            pledges.get(tx, old.pledge()),
                                            new Two(named.nameZh(), named.nameEn()),
                                            Optional.of(old.validUntil()),
                                            Optional.of(number)));
                    store.supersede(tx, number, made.number());
                    return made;
                });
    }

    private Certificate lockStanding(Tx tx, String number) {
        return store.lock(tx, number)
                .orElseThrow(() -> new Refused(Code.NOT_FOUND))
                .asOf(clock.instant());
    }

    /// Suspends, reinstates or withdraws a certificate.
    ///
    /// @param caller a publisher
    /// @param to SUSPENDED, VALID or WITHDRAWN
    /// @param reason why; public
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Certificate change(Caller caller, String number, CertificateState to, String reason) {
        caller.requireAny(Role.PUBLISHER);
        if (to == CertificateState.EXPIRED || to == CertificateState.SUPERSEDED) {
            throw new IllegalArgumentException("nobody decides " + to);
        }
        return db.write(
                tx -> {
                    Certificate one = lockStanding(tx, number);
                    if (!one.state().allows(to)) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    if (to == CertificateState.VALID) {
                        pledges.requirePublished(tx, one.pledge());
                    }
                    move(tx, Optional.of(caller.account()), List.of(one), to, reason);
                    return get(tx, number);
                });
    }

    /// Withdraws the certificate of a pledge that leaves the roll, in the transaction in which it
    /// does so.
    public void pledgeEnded(Tx tx, Caller caller, Pledge pledge) {
        store.ofPledge(tx, pledge.id())
                .flatMap(one -> store.lock(tx, one.number()))
                .map(one -> one.asOf(clock.instant()))
                .filter(one -> one.state().allows(CertificateState.WITHDRAWN))
                .ifPresent(
                        one ->
                                move(
                                        tx,
                                        Optional.of(caller.account()),
                                        List.of(one),
                                        CertificateState.WITHDRAWN,
                                        pledge.reason()));
    }

    /// Marks the certificates whose time has run out. A job calls this again and again.
    ///
    /// @return how many, at most 1,000 at once
    public int expireDue() {
        return db.write(
                tx -> {
                    List<Certificate> due = store.lockDue(tx, clock.instant(), EXPIRED_AT_ONCE_MAX);
                    move(tx, Optional.empty(), due, CertificateState.EXPIRED, "");
                    return due.size();
                });
    }

    private void move(
            Tx tx,
            Optional<UUID> account,
            List<Certificate> moved,
            CertificateState to,
            String reason) {
        if (moved.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<UUID> stated =
                publicLog.stateAll(
                        tx,
                        moved.stream()
                                .map(one -> CertificateRules.moved(one, to, reason, now))
                                .toList());
        List<CertificateStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < moved.size(); i++) {
            String number = moved.get(i).number();
            moves.add(new CertificateStore.Move(number, to, reason, stated.get(i)));
        }
        store.move(tx, moves, account, now);
    }

    /// The certificate, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Certificate get(Tx tx, String number) {
        return store.find(tx, number)
                .orElseThrow(() -> new Refused(Code.NOT_FOUND))
                .asOf(clock.instant());
    }

    /// A certificate with what happened to it, oldest first, and what is known of its PDF.
    public record Shown(
            Certificate certificate, Optional<Print.Stamp> print, List<Certificate.Step> steps) {}

    /// A certificate, which anybody may see.
    ///
    /// @throws Refused NOT_FOUND
    public Shown show(String number) {
        return db.read(
                tx -> {
                    Certificate one = get(tx, number);
                    return new Shown(one, prints.stamp(tx, number), store.history(tx, number));
                });
    }

    /// The certificate with a number, however its letters are written.
    public Optional<Certificate> find(String number) {
        return db.read(
                tx ->
                        store.find(tx, number)
                                .or(() -> store.find(tx, number.toUpperCase(Locale.ROOT))));
    }

    /// The certificate of an enterprise that holds now, the latest of several, for a use case of
    /// another slice.
    public Optional<Certificate> inForce(Tx tx, UUID enterprise) {
        return store.inForce(tx, enterprise, clock.instant());
    }

    /// The certificate of a pledge.
    public Optional<Certificate> ofPledge(UUID pledge) {
        return db.read(tx -> ofPledge(tx, pledge));
    }

    /// The certificate of a pledge, for a use case of another slice.
    public Optional<Certificate> ofPledge(Tx tx, UUID pledge) {
        return store.ofPledge(tx, pledge).map(one -> one.asOf(clock.instant()));
    }

    /// The signed credential, as it was issued.
    ///
    /// @throws Refused NOT_FOUND
    public String credential(String number) {
        return db.read(
                tx -> store.credential(tx, number).orElseThrow(() -> new Refused(Code.NOT_FOUND)));
    }

    /// The same credential as a JWT.
    ///
    /// @throws Refused NOT_FOUND, also when the key that signed it cannot any more
    public String credentialAsJwt(String number) {
        return db.read(
                tx ->
                        store.credential(tx, number)
                                .flatMap(credential -> issuer.jwt(tx, credential))
                                .orElseThrow(() -> new Refused(Code.NOT_FOUND)));
    }

    /// A signed status list as it is now.
    ///
    /// @param list from 0
    public String statusList(StatusPurpose purpose, long list) {
        List<CertificateState> states =
                switch (purpose) {
                    case REVOCATION ->
                            List.of(CertificateState.WITHDRAWN, CertificateState.SUPERSEDED);
                    case SUSPENSION -> List.of(CertificateState.SUSPENDED);
                };
        long from = Math.multiplyExact(list, (long) CertificateIssuer.LIST_ENTRIES);
        Instant now = clock.instant();
        return db.read(
                tx -> {
                    long until = from + CertificateIssuer.LIST_ENTRIES;
                    List<Long> set = store.bits(tx, states, from, until, now);
                    return issuer.statusList(tx, purpose, list, set, now);
                });
    }

    /// The latest certificates, at most 50, for the association.
    public List<Certificate> latest(Caller caller) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR);
        return standing(db.read(tx -> store.latest(tx, LATEST_MAX)));
    }

    /// The certificates of a campaign after a number, in the order of their numbers, at most
    /// [#PAGE_MAX], for the association.
    ///
    /// @param after empty for the first page
    public List<Certificate> page(Caller caller, UUID campaign, String after) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR);
        return standing(db.read(tx -> store.page(tx, campaign, after, PAGE_MAX)));
    }

    private List<Certificate> standing(List<Certificate> rows) {
        Instant now = clock.instant();
        return rows.stream().map(one -> one.asOf(now)).toList();
    }
}
