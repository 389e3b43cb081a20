// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.CertificateIssuer;
import dev.touchstone.app.certificate.CertificateScheme;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.web.Messages;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A roll above the slices of a test.
public final class RollFixtures {
    private RollFixtures() {}

    public static Roll roll(
            Database db, Campaigns campaigns, Pledges pledges, InstantSource clock) {
        Random random = new Random(6);
        Messages messages = Messages.load(List.of("web", "certificate"));
        Certificates certificates =
                new Certificates(
                        db,
                        new PublicLog(new Ids(clock, random), random),
                        campaigns,
                        pledges,
                        new CertificateIssuer(
                                IssuerFixtures.keys(db, "https://quality.example", clock),
                                "https://quality.example",
                                messages),
                        CertificateScheme.DEFAULT,
                        clock);
        return new Roll(db, campaigns, pledges, certificates);
    }
}
