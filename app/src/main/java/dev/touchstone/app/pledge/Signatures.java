// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Enters signatures: the rows, their first step, what is stated of them, and the freezing of the
/// text. Thread-safe.
final class Signatures {
    /// The sentences of consent that are asked for, see `pledge.consent.N` in the messages. A
    /// change of the sentences is a new number; the old sentences stay.
    static final int CONSENT_VERSION = 1;

    private final PublicLog publicLog;
    private final Campaigns campaigns;
    private final Enterprises enterprises;
    private final Ids ids;
    private final Pledge.Terms terms;
    private final PledgeStore store = new PledgeStore();
    private final EnclosureStore enclosures = new EnclosureStore();

    Signatures(
            PublicLog publicLog,
            Campaigns campaigns,
            Enterprises enterprises,
            Ids ids,
            Pledge.Terms terms) {
        this.publicLog = publicLog;
        this.campaigns = campaigns;
        this.enterprises = enterprises;
        this.ids = ids;
        this.terms = terms;
    }

    /// One signature to enter.
    ///
    /// @param own the signature of the enterprise's own key, checked
    record Entry(
            Enterprise enterprise,
            Pledge.Signer signer,
            Category category,
            LocalDate on,
            boolean paper,
            Optional<OwnSignature> own) {}

    /// Enters the signature that an enterprise gives now.
    Pledge sign(Tx tx, Caller caller, UUID campaign, Pledge.Signing signing, Instant now) {
        Campaign open = campaigns.share(tx, campaign);
        PledgeRules.requireOpen(open, now);
        if (!signing.textHash().equals(open.textHash())) {
            throw new Refused(Code.TEXT_CHANGED).at("textHash");
        }
        Enterprise one = enterprises.get(tx, caller.requireEnterprise());
        if (one.state() != EnterpriseState.VERIFIED) {
            throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
        }
        String toSign = OwnSignature.toSign(campaign, open.textHash(), one.creditCode());
        Optional<OwnSignature> own =
                signing.own().map(given -> OwnSignature.checked(given, toSign));
        Entry entry =
                new Entry(one, signing.signer(), signing.category(), Window.dayOf(now), false, own);
        Pledge pledge = enter(tx, caller, open, List.of(entry), now).getFirst();
        own.ifPresent(checked -> enclosures.putOwn(tx, pledge.id(), checked, now));
        return pledge;
    }

    /// How a file is brought in.
    record Bringing(boolean dryRun, boolean skipBad) {}

    /// Brings in signatures on paper, see [Pledges#importSignatures].
    ImportReport bringIn(
            Tx tx, Caller caller, UUID campaign, List<Csv.Row> rows, Bringing how, Instant now) {
        Campaign one = campaigns.share(tx, campaign);
        if (one.state() != CampaignState.OPEN && one.state() != CampaignState.CLOSED) {
            throw new Refused(Code.WRONG_STATE, one.state());
        }
        SignatureImport.Lines lines = SignatureImport.read(rows, one.plan().window());
        Map<String, Enterprise> known =
                enterprises.withCodes(
                        tx, lines.lines().stream().map(SignatureImport.Line::creditCode).toList());
        Map<String, Pledge> signed = new HashMap<>();
        store.of(tx, known.values().stream().map(Enterprise::id).toList(), campaign)
                .forEach(each -> signed.put(each.creditCode().text(), each));
        SignatureImport.Result result = SignatureImport.compare(lines, known, signed);
        ImportReport report =
                new ImportReport(
                        how.dryRun(),
                        how.skipBad(),
                        rows.size(),
                        result.fresh().size(),
                        result.unchanged(),
                        result.errors());
        if (!how.dryRun()) {
            report.requireClean();
            enter(tx, caller, one, entries(result, known), now);
        }
        return report;
    }

    private static List<Entry> entries(
            SignatureImport.Result result, Map<String, Enterprise> known) {
        List<Entry> entries = new ArrayList<>();
        for (SignatureImport.Line line : result.fresh()) {
            Enterprise enterprise = known.get(line.creditCode().text());
            if (enterprise == null) {
                throw new IllegalStateException("compared as known: " + line.creditCode());
            }
            entries.add(
                    new Entry(
                            enterprise,
                            line.signer(),
                            line.category(),
                            line.signedOn(),
                            true,
                            Optional.empty()));
        }
        return entries;
    }

    /// Enters signatures.
    ///
    /// @return them, in the order given
    List<Pledge> enter(Tx tx, Caller caller, Campaign campaign, List<Entry> entries, Instant now) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<UUID> made = entries.stream().map(one -> ids.next()).toList();
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            statements.add(stated(made.get(i), campaign, entries.get(i), now));
        }
        List<UUID> stated = publicLog.stateAll(tx, statements);
        List<PledgeStore.NewPledge> rows = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Entry one = entries.get(i);
            Pledge pledge = pledge(made.get(i), caller, campaign, one, now, stated.get(i));
            rows.add(new PledgeStore.NewPledge(pledge, one.signer(), now));
        }
        campaigns.freeze(tx, campaign);
        store.insert(tx, rows);
        store.noteSigned(tx, rows, caller.account());
        return rows.stream().map(PledgeStore.NewPledge::pledge).toList();
    }

    private static Statement stated(UUID id, Campaign campaign, Entry one, Instant now) {
        UUID enterprise = one.enterprise().id();
        Map<String, Object> body = new HashMap<>();
        body.put("campaign", campaign.id().toString());
        body.put("enterprise", enterprise.toString());
        body.put("textHash", campaign.textHash());
        body.put("category", one.category().name());
        body.put("signedOn", one.on().toString());
        one.own()
                .ifPresent(
                        own -> {
                            body.put("ownKeyAlgorithm", own.algorithm().name());
                            body.put("ownKey", own.publicKey());
                            body.put("ownSignature", own.signature());
                        });
        return Statement.sealed(
                "pledge.signed",
                one.paper() ? "association" : enterprise.toString(),
                Pledge.subject(id),
                now,
                body);
    }

    private Pledge pledge(
            UUID id, Caller caller, Campaign campaign, Entry one, Instant now, UUID statement) {
        Enterprise enterprise = one.enterprise();
        return new Pledge(
                id,
                campaign.id(),
                enterprise.id(),
                campaign.plan().year(),
                enterprise.creditCode(),
                new Bilingual(enterprise.nameZh(), enterprise.nameEn()),
                enterprise.province(),
                enterprise.industry(),
                campaign.textVersion(),
                campaign.textHash(),
                one.category(),
                one.paper(),
                one.on(),
                caller.account(),
                new PledgeState.Submitted(),
                now,
                Optional.empty(),
                terms.expiresAt(campaign.plan().window()),
                statement);
    }
}
