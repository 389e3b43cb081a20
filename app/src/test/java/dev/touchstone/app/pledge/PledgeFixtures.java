// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Random;

/// Campaigns and signatures that do not exist, for tests of this slice and those above it.
public final class PledgeFixtures {
    public static final Pledge.Signer SIGNER = new Pledge.Signer("示例人", "总经理");

    private PledgeFixtures() {}

    public static Pledges pledges(
            Database db, Enterprises enterprises, Campaigns campaigns, InstantSource clock) {
        Random random = new Random(4);
        Ids ids = new Ids(clock, random);
        return new Pledges(
                db,
                new PublicLog(ids, random),
                enterprises,
                campaigns,
                Pledge.Terms.DEFAULT,
                ids,
                clock);
    }

    public static Caller owner(Enterprise enterprise) {
        return Callers.of(enterprise.id(), Role.OWNER);
    }

    public static Pledge signed(Pledges pledges, Campaign campaign, Enterprise enterprise) {
        return pledges.sign(
                owner(enterprise),
                campaign.id(),
                campaign.textHash(),
                SIGNER,
                Category.IMPROVEMENT);
    }

    /// Signed, approved and published.
    public static Pledge published(Pledges pledges, Campaign campaign, Enterprise enterprise) {
        Pledge pledge = signed(pledges, campaign, enterprise);
        pledges.approve(REVIEWER, pledge.id());
        return pledges.publish(PUBLISHER, pledge.id());
    }

    /// Paper signatures of the enterprises from one number to another, both included, as CSV.
    public static byte[] signatures(int from, int to) {
        StringBuilder csv =
                new StringBuilder("creditCode,signerName,signerRole,category,signedOn\n");
        for (int n = from; n <= to; n++) {
            csv.append(EnterpriseFixtures.code(n)).append(",示例人,质量负责人,");
            csv.append(n % 5 == 0 ? "BENCHMARK" : "IMPROVEMENT").append(",2026-09-0");
            csv.append(1 + n % 9).append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
