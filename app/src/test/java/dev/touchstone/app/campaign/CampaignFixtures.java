// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import static dev.touchstone.app.enterprise.EnterpriseFixtures.OPERATOR;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.publiclog.PublicLog;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/// Campaigns that do not exist, for tests of this slice and those above it.
public final class CampaignFixtures {
    private CampaignFixtures() {}

    public static Campaigns campaigns(Database db, InstantSource clock) {
        Random random = new Random(3);
        Ids ids = new Ids(clock, random);
        return new Campaigns(db, new PublicLog(ids, random), ids, clock);
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
                List.of(new Bilingual("示例学会", "Example institute")),
                new Bilingual("依法登记，无在办召回。", "Registered by law, no recall under way."),
                text());
    }

    /// An open campaign.
    public static Campaign open(Campaigns campaigns) {
        Campaign draft = campaigns.create(OPERATOR, plan());
        return campaigns.open(OPERATOR, draft.id());
    }
}
