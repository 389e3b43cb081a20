// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of batches.
final class BatchStore {
    /// Stores a new batch unless one of its campaign is running.
    ///
    /// @return whether it was stored
    boolean insert(Tx tx, Batch batch) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into certificate_batch
                                  (id, campaign_id, state, total, started_by, started_at)
                                values (:id, :campaign, 'RUNNING', :total, :by, :at)
                                on conflict (campaign_id) where state = 'RUNNING' do nothing
                                """)
                        .bind("id", batch.id())
                        .bind("campaign", batch.campaign())
                        .bind("total", batch.total())
                        .bind("by", batch.startedBy())
                        .bind("at", batch.startedAt())
                        .execute()
                == 1;
    }

    void update(Tx tx, Batch batch) {
        tx.sql()
                .createUpdate(
                        """
                        update certificate_batch
                        set state = :state, issued = :issued, printed = :printed,
                            failed = :failed, all_issued = :allIssued,
                            after_pledge = :afterPledge, after_number = :afterNumber,
                            ended_at = :endedAt
                        where id = :id
                        """)
                .bind("id", batch.id())
                .bind("state", batch.state().name())
                .bind("issued", batch.issued())
                .bind("printed", batch.printed())
                .bind("failed", batch.failed())
                .bind("allIssued", batch.allIssued())
                .bind("afterPledge", batch.afterPledge().orElse(null))
                .bind("afterNumber", batch.afterNumber())
                .bind("endedAt", batch.endedAt().orElse(null))
                .execute();
    }

    Optional<Batch> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from certificate_batch where id = :id")
                .bind("id", id)
                .map(BatchStore::batch)
                .findOne();
    }

    Optional<Batch> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from certificate_batch where id = :id for update")
                .bind("id", id)
                .map(BatchStore::batch)
                .findOne();
    }

    Optional<Batch> running(Tx tx, UUID campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate_batch
                        where campaign_id = :campaign and state = 'RUNNING'
                        """)
                .bind("campaign", campaign)
                .map(BatchStore::batch)
                .findOne();
    }

    /// The oldest batch that runs and that no other worker has locked, locked.
    Optional<Batch> take(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate_batch where state = 'RUNNING'
                        order by started_at, id limit 1 for update skip locked
                        """)
                .map(BatchStore::batch)
                .findOne();
    }

    List<Batch> latest(Tx tx, int countMax) {
        return tx.sql()
                .createQuery(
                        "select * from certificate_batch order by started_at desc, id desc"
                                + " limit :max")
                .bind("max", countMax)
                .map(BatchStore::batch)
                .list();
    }

    void fail(Tx tx, UUID batch, List<Batch.Failure> failures) {
        PreparedBatch rows =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into certificate_batch_failure
                                  (batch_id, pledge_id, code, detail)
                                values (?, ?, ?, ?) on conflict do nothing
                                """);
        failures.forEach(each -> rows.add(batch, each.pledge(), each.code(), each.detail()));
        rows.execute();
    }

    List<Batch.Failure> failures(Tx tx, UUID batch, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select pledge_id, code, detail from certificate_batch_failure
                        where batch_id = :batch order by pledge_id limit :max
                        """)
                .bind("batch", batch)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new Batch.Failure(
                                        row.getObject("pledge_id", UUID.class),
                                        row.getString("code"),
                                        row.getString("detail")))
                .list();
    }

    private static Batch batch(ResultSet row, StatementContext context) throws SQLException {
        return new Batch(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                Batch.State.valueOf(row.getString("state")),
                row.getInt("total"),
                row.getInt("issued"),
                row.getInt("printed"),
                row.getInt("failed"),
                row.getBoolean("all_issued"),
                Optional.ofNullable(row.getObject("after_pledge", UUID.class)),
                row.getString("after_number"),
                row.getObject("started_by", UUID.class),
                Times.at(row, "started_at"),
                Times.maybe(row, "ended_at"));
    }
}
