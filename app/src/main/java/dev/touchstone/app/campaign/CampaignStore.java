// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

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
        bound(
                        tx.sql()
                                .createUpdate(
                                        """
                        insert into campaign
                          (id, year, theme_zh, theme_en, opens_at, closes_at, organiser_zh,
                           organiser_en, co_organisers, co_organisers_en, criteria_zh,
                                           criteria_en, state,
                           text_version, created_by, created_at, state_since)
                        values (:id, :year, :themeZh, :themeEn, :opens, :closes, :organiserZh,
                           :organiserEn, :coOrganisers, :coOrganisersEn, :criteriaZh,
                                           :criteriaEn, 'DRAFT',
                           1, :account, :at, :at)
                        """),
                        campaign.id(),
                        plan)
                .bind("account", campaign.createdBy())
                .bind("at", at)
                .execute();
        insertText(tx, campaign.id(), 1, plan.text(), campaign.createdBy(), at);
    }

    private static Update bound(Update update, UUID id, Campaign.Plan plan) {
        return update.bind("id", id)
                .bind("year", plan.year())
                .bind("themeZh", plan.theme().zh())
                .bind("themeEn", plan.theme().en())
                .bind("opens", plan.window().from())
                .bind("closes", plan.window().to())
                .bind("organiserZh", plan.organiser().zh())
                .bind("organiserEn", plan.organiser().en())
                .bindArray(
                        "coOrganisers",
                        String.class,
                        plan.coOrganisers().stream().map(Bilingual::zh).toArray())
                .bindArray(
                        "coOrganisersEn",
                        String.class,
                        plan.coOrganisers().stream().map(Bilingual::en).toArray())
                .bind("criteriaZh", plan.criteria().zh())
                .bind("criteriaEn", plan.criteria().en());
    }

    /// Gives a draft another plan; its text is another matter.
    void replacePlan(Tx tx, UUID id, Campaign.Plan plan) {
        bound(
                        tx.sql()
                                .createUpdate(
                                        """
                                        update campaign
                                        set year = :year, theme_zh = :themeZh, theme_en = :themeEn,
                                            opens_at = :opens, closes_at = :closes,
                                            organiser_zh = :organiserZh,
                                            organiser_en = :organiserEn,
                                            co_organisers = :coOrganisers,
                                            co_organisers_en = :coOrganisersEn,
                                            criteria_zh = :criteriaZh, criteria_en = :criteriaEn
                                        where id = :id
                                        """),
                        id,
                        plan)
                .execute();
    }

    /// The versions of a campaign's text, latest first.
    ///
    /// @param drafts also those from before it was opened first
    List<TextVersion> texts(Tx tx, UUID id, boolean drafts, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select t.* from campaign_text t join campaign c on c.id = t.campaign_id
                        where c.id = :id and (:drafts or t.version >= c.opened_version)
                        order by t.version desc limit :max
                        """)
                .bind("id", id)
                .bind("drafts", drafts)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new TextVersion(
                                        row.getInt("version"),
                                        row.getString("hash"),
                                        Times.at(row, "written_at"),
                                        Times.maybe(row, "frozen_at"),
                                        PledgeText.ofCanonical(row.getString("canonical"))))
                .list();
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
                        set state = :state, state_since = :at, statement = :statement,
                            opened_version = coalesce(opened_version, text_version)
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
                        coOrganisers(row),
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

    private static List<Bilingual> coOrganisers(ResultSet row) throws SQLException {
        String[] zh = (String[]) row.getArray("co_organisers").getArray();
        String[] en = (String[]) row.getArray("co_organisers_en").getArray();
        List<Bilingual> both = new ArrayList<>();
        for (int i = 0; i < zh.length; i++) {
            // A node of the release before writes the Chinese names alone.
            both.add(new Bilingual(zh[i], i < en.length ? en[i] : zh[i]));
        }
        return both;
    }
}
