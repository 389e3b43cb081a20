// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.web.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The rows of plans, drafts and reports.
final class CommitmentStore {
    Optional<CommitmentPlan> plan(Tx tx, UUID campaign) {
        return tx.sql()
                .createQuery("select * from commitment_plan where campaign_id = :campaign")
                .bind("campaign", campaign)
                .map(
                        (row, context) ->
                                new CommitmentPlan(
                                        row.getObject("due_on", LocalDate.class),
                                        row.getInt("parts"),
                                        Optional.of(row.getObject("statement", UUID.class))))
                .findOne();
    }

    void plan(Tx tx, UUID campaign, CommitmentPlan plan, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into commitment_plan
                          (campaign_id, due_on, parts, set_by, set_at, statement)
                        values (:campaign, :due, :parts, :account, :at, :statement)
                        on conflict (campaign_id) do update
                        set due_on = excluded.due_on, parts = excluded.parts,
                            set_by = excluded.set_by, set_at = excluded.set_at,
                            statement = excluded.statement
                        """)
                .bind("campaign", campaign)
                .bind("due", plan.dueOn())
                .bind("parts", plan.parts())
                .bind("account", account)
                .bind("at", at)
                .bind("statement", plan.statement().orElseThrow())
                .execute();
    }

    /// The pledges of an enterprise that were published once, latest first.
    List<UUID> pledges(Tx tx, UUID enterprise, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select pledge_id from facts_pledge
                        where enterprise_id = :enterprise and published_at is not null
                        order by pledge_id desc limit :max
                        """)
                .bind("enterprise", enterprise)
                .bind("max", countMax)
                .mapTo(UUID.class)
                .list();
    }

    void draft(Tx tx, UUID enterprise, UUID pledge, Place place, Draft draft, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        insert into commitment_draft (enterprise_id, pledge_id, part, number,
                          text_zh, text_en, evidence, saved_by, saved_at)
                        values (:enterprise, :pledge, :part, :number, :zh, :en,
                          cast(:evidence as jsonb), :account, :at)
                        on conflict (pledge_id, part, number) do update
                        set text_zh = excluded.text_zh, text_en = excluded.text_en,
                            evidence = excluded.evidence, saved_by = excluded.saved_by,
                            saved_at = excluded.saved_at
                        """)
                .bind("enterprise", enterprise)
                .bind("pledge", pledge)
                .bind("part", place.part())
                .bind("number", place.number())
                .bind("zh", draft.said().zh())
                .bind("en", draft.said().en())
                .bind("evidence", written(draft.said().evidence()))
                .bind("account", account)
                .bind("at", draft.savedAt())
                .execute();
    }

    /// What is being written, by place.
    Map<Place, Draft> drafts(Tx tx, UUID pledge) {
        Map<Place, Draft> drafts = new LinkedHashMap<>();
        tx.sql()
                .createQuery("select * from commitment_draft where pledge_id = :pledge")
                .bind("pledge", pledge)
                .map(
                        (row, context) ->
                                Map.entry(
                                        place(row),
                                        new Draft(said(row), Times.at(row, "saved_at"))))
                .forEach(one -> drafts.put(one.getKey(), one.getValue()));
        return drafts;
    }

    void dropDraft(Tx tx, UUID pledge, Place place) {
        tx.sql()
                .createUpdate(
                        """
                        delete from commitment_draft
                        where pledge_id = :pledge and part = :part and number = :number
                        """)
                .bind("pledge", pledge)
                .bind("part", place.part())
                .bind("number", place.number())
                .execute();
    }

    /// Adds a version; the first one makes the report.
    void publish(Tx tx, CommitmentReport report, UUID campaign, UUID account) {
        CommitmentReport.Version version = report.current();
        tx.sql()
                .createUpdate(
                        """
                        insert into commitment_report (id, enterprise_id, campaign_id, pledge_id,
                          part, number, version, first_at, latest_at)
                        values (:id, :enterprise, :campaign, :pledge, :part, :number, :version,
                          :at, :at)
                        on conflict (id) do update
                        set version = excluded.version, latest_at = excluded.latest_at
                        """)
                .bind("id", report.id())
                .bind("enterprise", report.enterprise())
                .bind("campaign", campaign)
                .bind("pledge", report.pledge())
                .bind("part", report.place().part())
                .bind("number", report.place().number())
                .bind("version", version.number())
                .bind("at", version.at())
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        insert into commitment_version
                          (report_id, version, text_zh, text_en, evidence, at, account, statement)
                        values (:id, :version, :zh, :en, cast(:evidence as jsonb), :at, :account,
                          :statement)
                        """)
                .bind("id", report.id())
                .bind("version", version.number())
                .bind("zh", version.said().zh())
                .bind("en", version.said().en())
                .bind("evidence", written(version.said().evidence()))
                .bind("at", version.at())
                .bind("account", account)
                .bind("statement", version.statement())
                .execute();
    }

    private record Row(UUID id, UUID enterprise, Place place, CommitmentReport.Version version) {}

    /// The reports on a pledge, by place, each with all its versions.
    Map<Place, CommitmentReport> reports(Tx tx, UUID pledge) {
        Map<Place, List<Row>> rows = new LinkedHashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select r.id, r.enterprise_id, r.part, r.number, v.version, v.text_zh,
                               v.text_en, v.evidence, v.at, v.statement
                        from commitment_report r join commitment_version v on v.report_id = r.id
                        where r.pledge_id = :pledge
                        order by r.part, r.number, v.version desc
                        """)
                .bind("pledge", pledge)
                .map(
                        (row, context) ->
                                new Row(
                                        row.getObject("id", UUID.class),
                                        row.getObject("enterprise_id", UUID.class),
                                        place(row),
                                        new CommitmentReport.Version(
                                                row.getInt("version"),
                                                said(row),
                                                Times.at(row, "at"),
                                                row.getObject("statement", UUID.class))))
                .forEach(
                        one ->
                                rows.computeIfAbsent(one.place(), place -> new ArrayList<>())
                                        .add(one));
        Map<Place, CommitmentReport> reports = new LinkedHashMap<>();
        rows.forEach(
                (place, of) ->
                        reports.put(
                                place,
                                new CommitmentReport(
                                        of.getFirst().id(),
                                        pledge,
                                        of.getFirst().enterprise(),
                                        place,
                                        of.stream().map(Row::version).toList())));
        return reports;
    }

    /// Whether an enterprise has a lot that was held.
    boolean heldLot(Tx tx, UUID enterprise, String gtin, String number) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (select 1 from facts_lot l
                          join facts_product p on p.product_id = l.product_id
                          where l.enterprise_id = :enterprise and p.gtin = :gtin
                            and l.number = :number and l.was_held)
                        """)
                .bind("enterprise", enterprise)
                .bind("gtin", gtin)
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    /// Whether an enterprise answered a consumer's report.
    boolean answered(Tx tx, UUID enterprise, String number) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (select 1 from facts_consumer_report
                          where enterprise_id = :enterprise and number = :number
                            and answered_at is not null)
                        """)
                .bind("enterprise", enterprise)
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getInt("part"), row.getInt("number"));
    }

    private static Said said(ResultSet row) throws SQLException {
        return new Said(
                row.getString("text_zh"),
                row.getString("text_en"),
                evidence(row.getString("evidence")));
    }

    private static String written(List<Evidence> evidence) {
        return new String(
                Json.write(
                        evidence.stream()
                                .map(
                                        one ->
                                                Map.of(
                                                        "kind", one.kind().name(),
                                                        "reference", one.reference()))
                                .toList()),
                StandardCharsets.UTF_8);
    }

    private static List<Evidence> evidence(String json) {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode one : Json.parse(json.getBytes(StandardCharsets.UTF_8))) {
            evidence.add(
                    new Evidence(
                            Evidence.Kind.valueOf(one.path("kind").stringValue()),
                            one.path("reference").stringValue()));
        }
        return evidence;
    }
}
