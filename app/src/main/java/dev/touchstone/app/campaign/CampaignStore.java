// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of campaigns and their texts.
final class CampaignStore {
    private static final String SELECT =
            """
            select c.*, t.canonical, t.hash, t.frozen_at
            from campaign c
            join campaign_text t on t.campaign_id = c.id and t.version = c.text_version
            """;

    void insert(Tx tx, Campaign campaign, Instant at) {
        Campaign.Plan plan = campaign.plan();
        tx.sql()
                .createUpdate(
                        """
                        insert into campaign
                          (id, year, theme_zh, theme_en, opens_at, closes_at, organiser_zh,
                           organiser_en, co_organisers, criteria_zh, criteria_en, state,
                           text_version, created_by, created_at, state_since)
                        values (:id, :year, :themeZh, :themeEn, :opens, :closes, :organiserZh,
                           :organiserEn, :coOrganisers, :criteriaZh, :criteriaEn, 'DRAFT',
                           1, :account, :at, :at)
                        """)
                .bind("id", campaign.id())
                .bind("year", plan.year())
                .bind("themeZh", plan.theme().zh())
                .bind("themeEn", plan.theme().en())
                .bind("opens", plan.window().from())
                .bind("closes", plan.window().to())
                .bind("organiserZh", plan.organiser().zh())
                .bind("organiserEn", plan.organiser().en())
                .bindArray("coOrganisers", String.class, plan.coOrganisers().toArray())
                .bind("criteriaZh", plan.criteria().zh())
                .bind("criteriaEn", plan.criteria().en())
                .bind("account", campaign.createdBy())
                .bind("at", at)
                .execute();
        insertText(tx, campaign.id(), 1, plan.text(), campaign.createdBy(), at);
    }

    /// Adds a text and makes it the one in force.
    void replaceText(Tx tx, UUID id, int version, PledgeText text, UUID account, Instant at) {
        insertText(tx, id, version, text, account, at);
        tx.sql()
                .createUpdate("update campaign set text_version = :version where id = :id")
                .bind("version", version)
                .bind("id", id)
                .execute();
    }

    private static void insertText(
            Tx tx, UUID id, int version, PledgeText text, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into campaign_text
                          (campaign_id, version, canonical, hash, written_by, written_at)
                        values (:id, :version, :canonical, :hash, :account, :at)
                        """)
                .bind("id", id)
                .bind("version", version)
                .bind("canonical", text.canonical())
                .bind("hash", text.hash())
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    /// Remembers the first signature below a text.
    void freeze(Tx tx, UUID id, int version, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update campaign_text set frozen_at = :at
                        where campaign_id = :id and version = :version and frozen_at is null
                        """)
                .bind("at", at)
                .bind("id", id)
                .bind("version", version)
                .execute();
    }

    void state(Tx tx, UUID id, CampaignState state, UUID statement, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update campaign
                        set state = :state, state_since = :at, statement = :statement
                        where id = :id
                        """)
                .bind("state", state.name())
                .bind("at", at)
                .bind("statement", statement)
                .bind("id", id)
                .execute();
    }

    Optional<Campaign> find(Tx tx, UUID id) {
        return select(tx, id, "");
    }

    /// The campaign, its row locked against every change until the transaction ends.
    Optional<Campaign> lock(Tx tx, UUID id) {
        return select(tx, id, " for update of c");
    }

    /// The campaign, its row locked against a change of text or state; signers do not wait for
    /// each other.
    Optional<Campaign> share(Tx tx, UUID id) {
        return select(tx, id, " for share of c");
    }

    private static Optional<Campaign> select(Tx tx, UUID id, String end) {
        return tx.sql()
                .createQuery(SELECT + "where c.id = :id" + end)
                .bind("id", id)
                .map(CampaignStore::campaign)
                .findOne();
    }

    /// Campaigns, latest year first.
    List<Campaign> list(Tx tx, boolean drafts, int countMax) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + """
                                where :drafts or c.state <> 'DRAFT'
                                order by c.year desc, c.id desc limit :max
                                """)
                .bind("drafts", drafts)
                .bind("max", countMax)
                .map(CampaignStore::campaign)
                .list();
    }

    private static Campaign campaign(ResultSet row, StatementContext context) throws SQLException {
        Campaign.Plan plan =
                new Campaign.Plan(
                        row.getInt("year"),
                        new Bilingual(row.getString("theme_zh"), row.getString("theme_en")),
                        new Window(Times.at(row, "opens_at"), Times.at(row, "closes_at")),
                        new Bilingual(row.getString("organiser_zh"), row.getString("organiser_en")),
                        Arrays.asList((String[]) row.getArray("co_organisers").getArray()),
                        new Bilingual(row.getString("criteria_zh"), row.getString("criteria_en")),
                        PledgeText.ofCanonical(row.getString("canonical")));
        return new Campaign(
                row.getObject("id", UUID.class),
                plan,
                CampaignState.valueOf(row.getString("state")),
                row.getInt("text_version"),
                row.getString("hash"),
                row.getObject("frozen_at") != null,
                row.getObject("created_by", UUID.class),
                Optional.ofNullable(row.getObject("statement", UUID.class)));
    }
}
