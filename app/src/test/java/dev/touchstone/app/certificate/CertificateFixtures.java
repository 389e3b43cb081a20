// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.issuer.IssuerFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.sheet.Sheets;
import dev.touchstone.app.web.Messages;
import java.time.InstantSource;
import java.util.List;

/// Certificates for tests of the slices above.
public final class CertificateFixtures {
    private static final Messages MESSAGES = Messages.load(List.of("web", "certificate", "sheet"));

    private CertificateFixtures() {}

    /// Certificates of a program at an address.
    public static Certificates certificates(
            Database db,
            PublicLog publicLog,
            Campaigns campaigns,
            Pledges pledges,
            String url,
            InstantSource clock) {
        return new Certificates(
                db,
                publicLog,
                campaigns,
                pledges,
                EnterpriseFixtures.enterprises(db, clock),
                new Prints(db, publicLog, new Sheets(MESSAGES), url, clock),
                new CertificateIssuer(IssuerFixtures.keys(db, url, clock), url, MESSAGES),
                CertificateScheme.DEFAULT,
                clock);
    }
}
