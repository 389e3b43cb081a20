// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.campaign.CampaignApi;
import dev.touchstone.app.campaign.CampaignPages;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.BatchApi;
import dev.touchstone.app.certificate.BatchPages;
import dev.touchstone.app.certificate.Batches;
import dev.touchstone.app.certificate.CertificateApi;
import dev.touchstone.app.certificate.CertificateIssuer;
import dev.touchstone.app.certificate.CertificatePages;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.certificate.CredentialApi;
import dev.touchstone.app.certificate.Prints;
import dev.touchstone.app.commitment.CommitmentApi;
import dev.touchstone.app.commitment.CommitmentDesk;
import dev.touchstone.app.commitment.CommitmentPages;
import dev.touchstone.app.commitment.Commitments;
import dev.touchstone.app.commitment.Reminders;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Jobs;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.issuer.IssuerApi;
import dev.touchstone.app.issuer.IssuerKeys;
import dev.touchstone.app.issuer.IssuerPages;
import dev.touchstone.app.notice.Notices;
import dev.touchstone.app.openday.OpenDayApi;
import dev.touchstone.app.openday.OpenDayDesk;
import dev.touchstone.app.openday.OpenDayPages;
import dev.touchstone.app.openday.OpenDays;
import dev.touchstone.app.openday.Visits;
import dev.touchstone.app.pledge.AuthorityLetters;
import dev.touchstone.app.pledge.LetterPages;
import dev.touchstone.app.pledge.PledgeApi;
import dev.touchstone.app.pledge.PledgeDesk;
import dev.touchstone.app.pledge.PledgePages;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.roll.Roll;
import dev.touchstone.app.roll.RollPages;
import dev.touchstone.app.sheet.Sheets;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Routes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;

/// Makes the slices around a campaign: pledges, certificates, the roll, open days, commitments.
final class CampaignSlices {
    private final Config config;
    private final Keys keys;
    private final Database db;
    private final PublicLog publicLog;
    private final LogView logView;
    private final Messages messages;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Routes routes;
    private final Jobs jobs;
    private final Deque<Runnable> closers;
    private final Enterprises enterprises;
    private final Campaigns campaigns;
    private final PledgeDesk pledgeDesk;
    private final IssuerKeys issuerKeys;
    private final Certificates certificates;

    CampaignSlices(Common common, Enterprises enterprises, Notices notices) {
        this.config = common.config();
        this.keys = common.keys();
        this.db = common.db();
        this.publicLog = common.publicLog();
        this.logView = common.logView();
        this.messages = common.messages();
        this.ids = common.ids();
        this.clock = common.clock();
        this.random = common.random();
        this.routes = common.routes();
        this.jobs = common.jobs();
        this.closers = common.closers();
        this.enterprises = enterprises;
        this.campaigns = new Campaigns(db, publicLog, ids, clock);
        this.pledgeDesk = new PledgeDesk(db);
        this.issuerKeys =
                IssuerKeys.open(db, common.publicLog(), keys::derive, config.publicUrl(), clock);
        this.certificates = pledged(notices);
    }

    Campaigns campaigns() {
        return campaigns;
    }

    PledgeDesk pledgeDesk() {
        return pledgeDesk;
    }

    IssuerKeys issuerKeys() {
        return issuerKeys;
    }

    Certificates certificates() {
        return certificates;
    }

    private Certificates pledged(Notices notices) {
        Pledges pledges =
                new Pledges(
                        db, publicLog, enterprises, campaigns, config.pledgeTerms(), ids, clock);
        AuthorityLetters letters =
                new AuthorityLetters(
                        db,
                        pledges,
                        new SealedText(keys.derive("authority letters"), random),
                        clock);
        new IssuerApi(issuerKeys).addTo(routes);
        new IssuerPages(issuerKeys).addTo(routes);
        CertificateIssuer issuer = new CertificateIssuer(issuerKeys, config.publicUrl(), messages);
        Sheets sheets = new Sheets(messages);
        Prints prints = new Prints(db, publicLog, sheets, config.publicUrl(), clock);
        Certificates made =
                new Certificates(
                        db,
                        publicLog,
                        campaigns,
                        pledges,
                        enterprises,
                        prints,
                        issuer,
                        config.certificateNumbers(),
                        clock);
        pledges.whenEnded(made::pledgeEnded);
        openDays(campaigns, pledgeDesk, notices);
        new CampaignApi(campaigns).addTo(routes);
        new CampaignPages(campaigns).addTo(routes);
        new PledgePages(campaigns, pledges, pledgeDesk, letters).addTo(routes);
        new LetterPages(letters).addTo(routes);
        jobs.every("pledge-expire", Duration.ofMinutes(1), pledges::expireDue);
        new PledgeApi(pledges, pledgeDesk).addTo(routes);
        Commitments commitments = promised(campaigns, pledges, notices);
        Roll roll = new Roll(db, campaigns, pledges, made, commitments);
        new RollPages(roll, messages, config.publicUrl()).addTo(routes);
        new CertificateApi(made, config.publicUrl()).addTo(routes);
        Batches batches = new Batches(db, campaigns, pledges, made, prints, ids, clock);
        new CertificatePages(made, prints, config.publicUrl()).addTo(routes);
        new BatchApi(batches, prints).addTo(routes);
        new BatchPages(made, batches, prints, campaigns).addTo(routes);
        batches.work();
        closers.push(batches::close);
        new CredentialApi(made, issuerKeys, logView, config.publicUrl()).addTo(routes);
        jobs.every("certificate-expire", Duration.ofMinutes(1), made::expireDue);
        return made;
    }

    private void openDays(Campaigns campaigns, PledgeDesk pledges, Notices notices) {
        OpenDays days =
                new OpenDays(
                        db,
                        publicLog,
                        enterprises,
                        pledges,
                        notices,
                        keys.derive("open day visitors"),
                        config.publicUrl(),
                        ids,
                        clock,
                        random);
        Visits visits = days.visits();
        RateLimit limit = new RateLimit(config.visitsPerHour(), Duration.ofHours(1));
        new OpenDayApi(days, visits, limit, config.publicUrl(), clock).addTo(routes);
        new OpenDayPages(days, visits, limit, config.publicUrl(), clock).addTo(routes);
        new OpenDayDesk(days, visits, campaigns, enterprises).addTo(routes);
        jobs.every("openday-hold", Duration.ofMinutes(1), days::hold);
        jobs.every("openday-remind", Duration.ofMinutes(5), days::remind);
        jobs.every("openday-publish-comments", Duration.ofMinutes(1), days.comments()::publishDue);
        jobs.every("openday-erase-visitors", Duration.ofHours(6), days::eraseVisitors);
    }

    private Commitments promised(Campaigns campaigns, Pledges pledges, Notices notices) {
        Commitments commitments = new Commitments(db, publicLog, campaigns, pledges, ids, clock);
        CommitmentDesk desk = new CommitmentDesk(db, publicLog, campaigns, commitments, clock);
        Reminders reminders =
                new Reminders(
                        db,
                        campaigns,
                        commitments,
                        notices,
                        keys.derive("commitment letters"),
                        config.publicUrl(),
                        clock,
                        random);
        new CommitmentApi(commitments, desk).addTo(routes);
        new CommitmentPages(commitments, desk, reminders).addTo(routes);
        jobs.every("commitment-remind", Duration.ofHours(1), reminders::remindDue);
        return commitments;
    }
}
