// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.notice.EmailAddress;
import dev.touchstone.app.notice.Notice;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Language;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Reminders that reports will be due: 30, 7 and 1 days before, each once, on the desk and, where
/// an enterprise gave an address, by letter. Thread-safe.
public final class Reminders {
    private static final int BATCH_MAX = 500;

    private final Database db;
    private final Campaigns campaigns;
    private final Commitments commitments;
    private final Notices notices;
    private final SealedText seal;
    private final String publicUrl;
    private final InstantSource clock;
    private final ProgressStore store = new ProgressStore();

    /// Reminders of an installation.
    ///
    /// @param key 32 secret bytes, which seal the addresses
    /// @param publicUrl the origin people know us by
    /// @param random fit for nonces
    public Reminders(
            Database db,
            Campaigns campaigns,
            Commitments commitments,
            Notices notices,
            byte[] key,
            String publicUrl,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.campaigns = campaigns;
        this.commitments = commitments;
        this.notices = notices;
        this.seal = new SealedText(key, random);
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// Where an enterprise's reminders go. Personal.
    public record Letters(EmailAddress to, Language language) {}

    /// Where the reminders of the caller's enterprise go.
    ///
    /// @param caller the enterprise's owner
    public Optional<Letters> letters(Caller caller) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER);
        return db.read(tx -> letters(tx, enterprise));
    }

    private Optional<Letters> letters(Tx tx, UUID enterprise) {
        return store.letters(tx, enterprise)
                .map(
                        kept ->
                                new Letters(
                                        new EmailAddress(seal.open(enterprise, kept.address())),
                                        kept.language()));
    }

    /// Says where the reminders of the caller's enterprise go from now on.
    ///
    /// @param caller the enterprise's owner
    /// @param letters empty for nowhere: what was there is erased
    public void send(Caller caller, Optional<Letters> letters) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER);
        db.change(
                tx ->
                        letters.ifPresentOrElse(
                                to ->
                                        store.letters(
                                                tx,
                                                enterprise,
                                                new ProgressStore.Letters(
                                                        seal.seal(enterprise, to.to().text()),
                                                        to.language()),
                                                caller.account(),
                                                clock.instant()),
                                () -> store.dropLetters(tx, enterprise)));
    }

    /// Gives the reminders that are due today. A job calls this again and again; each is given
    /// once.
    ///
    /// @return how many were given
    public int remindDue() {
        int given = 0;
        for (Campaign campaign : campaigns.list(Optional.empty())) {
            if (campaign.state() != CampaignState.DRAFT) {
                int batch;
                do {
                    batch = db.write(tx -> remind(tx, campaign));
                    given += batch;
                } while (batch == BATCH_MAX);
            }
        }
        return given;
    }

    private int remind(Tx tx, Campaign campaign) {
        Instant now = clock.instant();
        CommitmentPlan plan = commitments.plan(tx, campaign);
        OptionalInt days = CommitmentRules.reminder(Window.dayOf(now), plan.dueOn());
        if (days.isEmpty()) {
            return 0;
        }
        int expected = CommitmentRules.expected(campaign.plan().text(), plan);
        ProgressStore.Asked asked =
                new ProgressStore.Asked(
                        campaign.id(), plan.parts(), expected, CommitmentDesk.Which.DUE);
        List<ProgressStore.Due> due = store.unreminded(tx, asked, days.getAsInt(), BATCH_MAX);
        List<ProgressStore.Reminded> reminded =
                due.stream()
                        .map(
                                one ->
                                        new ProgressStore.Reminded(
                                                one.pledge(), write(tx, campaign, plan, one)))
                        .toList();
        store.remind(tx, reminded, days.getAsInt(), now);
        return reminded.size();
    }

    private boolean write(Tx tx, Campaign campaign, CommitmentPlan plan, ProgressStore.Due one) {
        return letters(tx, one.enterprise())
                .map(letters -> notices.post(tx, notice(letters, campaign, plan, one)))
                .orElse(false);
    }

    private Notice notice(
            Letters letters, Campaign campaign, CommitmentPlan plan, ProgressStore.Due one) {
        Language language = letters.language();
        Bilingual theme = campaign.plan().theme();
        return new Notice(
                letters.to(),
                language,
                "commitment.reminder",
                List.of(
                        language.pick(one.name().zh(), one.name().en()),
                        language.pick(theme.zh(), theme.en()),
                        plan.dueOn().toString(),
                        String.valueOf(one.missing()),
                        publicUrl + "/desk/commitments"));
    }
}
