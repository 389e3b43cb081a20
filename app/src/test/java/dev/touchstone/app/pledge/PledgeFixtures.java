// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.PUBLISHER;
import static dev.touchstone.app.enterprise.EnterpriseFixtures.REVIEWER;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.web.Caller;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.Role;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/// Campaigns and signatures that do not exist, for tests of this slice and those above it.
public final class PledgeFixtures {
    public static final Pledge.Signer SIGNER = new Pledge.Signer("示例人", "总经理");

    private PledgeFixtures() {}

    public static Campaigns campaigns(Database db, InstantSource clock) {
        Random random = new Random(3);
        Ids ids = new Ids(clock, random);
        return new Campaigns(db, new PublicLog(ids, random), ids, clock);
    }

    public static Pledges pledges(Database db, Enterprises enterprises, InstantSource clock) {
        Random random = new Random(4);
        Ids ids = new Ids(clock, random);
        return new Pledges(db, new PublicLog(ids, random), enterprises, ids, clock);
    }

    /// A neutral text with two parts.
    public static PledgeText text() {
        return PledgeTextFormat.read(
                """
                # 质量诚信倡议 | Quality integrity pledge
                ## 我们的承诺 | What we promise
                ### 依标生产 | Keep to the standard
                按照明示的标准组织生产和检验。 | We make and inspect to the standard we state.
                ### 如实标注 | Label truthfully
                产品信息真实、完整、可查。 | What we say of a product is true, whole and can be checked.
                ## 我们的呼吁 | What we ask of others
                ### 共同监督 | Watch with us
                欢迎社会各界监督。 | Everybody is welcome to watch.
                """);
    }

    /// A campaign's plan: the whole of September 2026.
    public static Campaign.Plan plan() {
        return new Campaign.Plan(
                2026,
                new Bilingual("质量月示例主题", "Example theme of the Quality Month"),
                Window.of(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30)),
                new Bilingual("示例协会", "Example association"),
                List.of("示例学会"),
                new Bilingual("依法登记，无在办召回。", "Registered by law, no recall under way."),
                text());
    }

    /// An open campaign.
    public static Campaign open(Campaigns campaigns) {
        Campaign draft = campaigns.create(OPERATOR, plan());
        return campaigns.open(OPERATOR, draft.id());
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
