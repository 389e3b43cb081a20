// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.CertificateFixtures;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.commitment.Commitments;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import java.time.InstantSource;
import java.util.Random;

/// A roll above the slices of a test.
public final class RollFixtures {
    private RollFixtures() {}

    public static Roll roll(
            Database db, Campaigns campaigns, Pledges pledges, InstantSource clock) {
        Random random = new Random(6);
        Ids ids = new Ids(clock, random);
        PublicLog publicLog = new PublicLog(ids, random);
        Certificates certificates =
                CertificateFixtures.certificates(
                        db, publicLog, campaigns, pledges, "https://quality.example", clock);
        Commitments commitments = new Commitments(db, publicLog, campaigns, pledges, ids, clock);
        return new Roll(db, campaigns, pledges, certificates, commitments);
    }
}
