// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.certificate.Certificate.Two;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.credential.Issuer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// How certificates come to be: numbered without gaps, signed, stated and stored, all in the
/// caller's transaction. Thread-safe.
final class Issuing {
    private static final UUID NONE = new UUID(0, 0);

    private final PublicLog publicLog;
    private final CertificateIssuer issuer;
    private final CertificateScheme scheme;
    private final InstantSource clock;
    private final CertificateStore store = new CertificateStore();

    Issuing(
            PublicLog publicLog,
            CertificateIssuer issuer,
            CertificateScheme scheme,
            InstantSource clock) {
        this.publicLog = publicLog;
        this.issuer = issuer;
        this.scheme = scheme;
        this.clock = clock;
    }

    /// What a certificate will say.
    ///
    /// @param until when it ends; empty for as long as the scheme says
    /// @param supersedes the number of the one whose place it takes
    record Draft(
            Campaign campaign,
            Pledge pledge,
            Two name,
            Optional<Instant> until,
            Optional<String> supersedes) {
        /// Of a pledge that has none, with the name under which it was signed.
        static Draft of(Campaign campaign, Pledge pledge) {
            Two name = new Two(pledge.enterpriseName().zh(), pledge.enterpriseName().en());
            return new Draft(campaign, pledge, name, Optional.empty(), Optional.empty());
        }

        /// The certificate of it, before it has a number.
        Certificate unnumbered(Instant now) {
            return certificate("", now, now.plusSeconds(1), 0, NONE);
        }

        Certificate certificate(
                String number, Instant now, Instant otherwiseUntil, long bit, UUID statement) {
            Campaign.Plan plan = campaign.plan();
            return new Certificate(
                    number,
                    pledge.id(),
                    pledge.enterprise(),
                    campaign.id(),
                    plan.year(),
                    pledge.creditCode().text(),
                    name,
                    new Two(plan.theme().zh(), plan.theme().en()),
                    new Two(plan.organiser().zh(), plan.organiser().en()),
                    now,
                    until.orElse(otherwiseUntil),
                    bit,
                    CertificateState.VALID,
                    "",
                    now,
                    supersedes,
                    Optional.empty(),
                    statement);
        }
    }

    /// Issues certificates of one year.
    ///
    /// @param drafts at least one
    List<Certificate> issue(Tx tx, UUID account, List<Draft> drafts) {
        Issuer signer = issuer.signer(tx);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.atOffset(ZoneOffset.UTC).plus(scheme.validFor()).toInstant();
        int year = drafts.getFirst().campaign().plan().year();
        long first = store.takeNumbers(tx, year, drafts.size());
        List<Long> bits = store.takeStatusIndexes(tx, drafts.size());
        List<Certificate> numbered = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            String number = scheme.number(year, first + i);
            Certificate one = draft.certificate(number, now, until, bits.get(i), NONE);
            String textHash = draft.pledge().textHash();
            String credential = issuer.credential(signer, one, textHash);
            numbered.add(one);
            credentials.add(credential);
            statements.add(CertificateRules.issued(one, textHash, credential, now));
        }
        List<UUID> stated = publicLog.stateAll(tx, statements);
        List<CertificateStore.NewCertificate> rows = new ArrayList<>();
        List<CertificateStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Certificate made = numbered.get(i).with(stated.get(i));
            rows.add(new CertificateStore.NewCertificate(made, credentials.get(i)));
            moves.add(
                    new CertificateStore.Move(
                            made.number(), CertificateState.VALID, "", stated.get(i)));
        }
        store.insert(tx, rows, account);
        store.note(tx, moves, Optional.of(account), now);
        return rows.stream().map(CertificateStore.NewCertificate::certificate).toList();
    }
}
