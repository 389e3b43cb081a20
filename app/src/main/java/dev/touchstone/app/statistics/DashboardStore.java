// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.statistics;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.time.Instant;
import java.util.Optional;

/// Reads the views of the other slices.
final class DashboardStore {
    Dashboard read(Tx tx, Instant at) {
        Optional<Dashboard.CampaignLine> campaign = campaign(tx);
        return new Dashboard(
                count(tx, "select count(*) from facts_enterprise where state = 'VERIFIED'"),
                campaign.map(c -> signatories(tx, c.id())).orElse(0L),
                campaign,
                count(tx, "select count(*) from facts_product"),
                count(tx, "select count(*) from facts_lot where state in ('ON_HOLD', 'RECALLED')"),
                count(tx, "select count(*) from facts_certificate where state = 'VALID'"),
                count(tx, "select coalesce(sum(count), 0) from facts_mark_order"),
                count(
                        tx,
                        "select coalesce(sum(count), 0) from facts_code_assignment"
                                + " where kind = 'ACTIVE'"),
                count(tx, "select coalesce(sum(checks), 0) from facts_scan"),
                count(tx, "select coalesce(sum(stored), 0) from facts_trace"),
                count(tx, "select count(*) from facts_consumer_report"),
                count(
                        tx,
                        "select count(*) from facts_consumer_report where answered_at is not null"),
                count(tx, "select coalesce(max(size), 0) from facts_log"),
                at);
    }

    private static long count(Tx tx, String sql) {
        return tx.sql().createQuery(sql).mapTo(Long.class).one();
    }

    private static long signatories(Tx tx, String campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from facts_pledge
                        where campaign_id = :campaign::uuid and state = 'PUBLISHED'
                        """)
                .bind("campaign", campaign)
                .mapTo(Long.class)
                .one();
    }

    private static Optional<Dashboard.CampaignLine> campaign(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select campaign_id, year, theme_zh, theme_en, opens_at, closes_at
                        from facts_campaign where state <> 'DRAFT'
                        order by year desc, opens_at desc limit 1
                        """)
                .map(
                        (row, context) ->
                                new Dashboard.CampaignLine(
                                        row.getString("campaign_id"),
                                        row.getInt("year"),
                                        row.getString("theme_zh"),
                                        row.getString("theme_en"),
                                        Times.at(row, "opens_at"),
                                        Times.at(row, "closes_at")))
                .findOne();
    }
}
