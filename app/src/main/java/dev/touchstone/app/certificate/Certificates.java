// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.Certificate.Two;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeState;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.StatusPurpose;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The face of certificates. Thread-safe.
public final class Certificates {
    /// The most certificates issued in one go.
    public static final int BULK_MAX = 20_000;

    private static final int EXPIRED_AT_ONCE_MAX = 1_000;
    private static final int LATEST_MAX = 50;

    private final Database db;
    private final PublicLog publicLog;
    private final Campaigns campaigns;
    private final Pledges pledges;
    private final CertificateIssuer issuer;
    private final CertificateScheme scheme;
    private final InstantSource clock;
    private final CertificateStore store = new CertificateStore();

    /// Certificates of published pledges.
    public Certificates(
            Database db,
            PublicLog publicLog,
            Campaigns campaigns,
            Pledges pledges,
            CertificateIssuer issuer,
            CertificateScheme scheme,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.issuer = issuer;
        this.scheme = scheme;
        this.clock = clock;
    }

    /// Issues the certificate of a published pledge.
    ///
    /// @param caller a publisher or operator
    /// @throws Refused WRONG_STATE when it is not published, CERTIFICATE_EXISTS
    public Certificate issue(Caller caller, UUID pledge) {
        caller.requireAny(Role.PUBLISHER, Role.OPERATOR);
        return db.write(
                tx -> {
                    Pledge one = pledges.lock(tx, pledge);
                    if (!(one.state() instanceof PledgeState.Published)) {
                        throw new Refused(Code.WRONG_STATE, one.state().code());
                    }
                    Campaign campaign = campaigns.get(tx, one.campaign());
                    return issue(tx, caller, campaign, List.of(one)).getFirst();
                });
    }

    /// Issues the certificates of all published pledges of a campaign that have none.
    ///
    /// @param caller a publisher or operator
    /// @return what was issued, at most [#BULK_MAX] at once
    public List<Certificate> issueAll(Caller caller, UUID campaign) {
        caller.requireAny(Role.PUBLISHER, Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign one = campaigns.get(tx, campaign);
                    List<Pledge> published = pledges.lockPublished(tx, campaign, BULK_MAX);
                    Set<UUID> certified =
                            new HashSet<>(
                                    store.certified(
                                            tx, published.stream().map(Pledge::id).toList()));
                    List<Pledge> missing =
                            published.stream()
                                    .filter(each -> !certified.contains(each.id()))
                                    .toList();
                    return missing.isEmpty() ? List.of() : issue(tx, caller, one, missing);
                });
    }

    private List<Certificate> issue(
            Tx tx, Caller caller, Campaign campaign, List<Pledge> announced) {
        Issuer signer = issuer.signer(tx);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.atOffset(ZoneOffset.UTC).plus(scheme.validFor()).toInstant();
        int year = campaign.plan().year();
        long first = store.takeNumbers(tx, year, announced.size());
        List<Long> bits = store.takeStatusIndexes(tx, announced.size());
        List<String> numbers = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        for (int i = 0; i < announced.size(); i++) {
            Pledge pledge = announced.get(i);
            String number = scheme.number(year, first + i);
            Certificate draft =
                    certificate(number, campaign, pledge, now, until, bits.get(i), new UUID(0, 0));
            String credential = issuer.credential(signer, draft, pledge.textHash());
            numbers.add(number);
            credentials.add(credential);
            statements.add(CertificateRules.issued(draft, pledge.textHash(), credential, now));
        }
        List<UUID> stated = publicLog.stateAll(tx, statements);
        List<CertificateStore.NewCertificate> rows = new ArrayList<>();
        List<CertificateStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < announced.size(); i++) {
            Certificate made =
                    certificate(
                            numbers.get(i),
                            campaign,
                            announced.get(i),
                            now,
                            until,
                            bits.get(i),
                            stated.get(i));
            rows.add(new CertificateStore.NewCertificate(made, credentials.get(i)));
            moves.add(
                    new CertificateStore.Move(
                            made.number(), CertificateState.VALID, "", stated.get(i)));
        }
        store.insert(tx, rows, caller.account());
        store.note(tx, moves, Optional.of(caller.account()), now);
        return rows.stream().map(CertificateStore.NewCertificate::certificate).toList();
    }

    private static Certificate certificate(
            String number,
            Campaign campaign,
            Pledge pledge,
            Instant now,
            Instant until,
            long bit,
            UUID statement) {
        Campaign.Plan plan = campaign.plan();
        return new Certificate(
                number,
                pledge.id(),
                pledge.enterprise(),
                campaign.id(),
                plan.year(),
                pledge.creditCode().text(),
                new Two(pledge.enterpriseName().zh(), pledge.enterpriseName().en()),
                new Two(plan.theme().zh(), plan.theme().en()),
                new Two(plan.organiser().zh(), plan.organiser().en()),
                now,
                until,
                bit,
                CertificateState.VALID,
                "",
                now,
                Optional.empty(),
                statement);
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
                    Certificate one =
                            store.lock(tx, number).orElseThrow(() -> new Refused(Code.NOT_FOUND));
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
        return store.find(tx, number).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// A certificate with what happened to it, oldest first. One whose time has run out is shown
    /// as expired even before the job has marked it.
    public record Shown(Certificate certificate, boolean expired, List<Certificate.Step> steps) {}

    /// A certificate, which anybody may see.
    ///
    /// @throws Refused NOT_FOUND
    public Shown show(String number) {
        return db.read(
                tx -> {
                    Certificate one = get(tx, number);
                    boolean expired = !clock.instant().isBefore(one.validUntil());
                    return new Shown(one, expired, store.history(tx, number));
                });
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
        return store.ofPledge(tx, pledge);
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
        return db.read(
                tx -> {
                    long until = from + CertificateIssuer.LIST_ENTRIES;
                    List<Long> set = store.bits(tx, states, from, until);
                    return issuer.statusList(tx, purpose, list, set, clock.instant());
                });
    }

    /// The latest certificates, at most 50, for the association.
    public List<Certificate> latest(Caller caller) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR);
        return db.read(tx -> store.latest(tx, LATEST_MAX));
    }
}
