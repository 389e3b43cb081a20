// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The printed certificates.
final class PrintStore {
    void insert(Tx tx, List<Print> prints) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into certificate_pdf
                                  (number, bytes, sha256, size, printed_at, statement)
                                values (?, ?, ?, ?, ?, ?)
                                """);
        for (Print print : prints) {
            batch.add(
                    print.number(),
                    print.bytes(),
                    print.stamp().sha256(),
                    print.bytes().length,
                    print.stamp().at(),
                    print.stamp().statement());
        }
        batch.execute();
    }

    Optional<Print.Stamp> stamp(Tx tx, String number) {
        return tx.sql()
                .createQuery(
                        """
                        select sha256, size, printed_at, statement from certificate_pdf
                        where number = :number
                        """)
                .bind("number", number)
                .map(PrintStore::stampOf)
                .findOne();
    }

    Optional<Print> find(Tx tx, String number) {
        return tx.sql()
                .createQuery("select * from certificate_pdf where number = :number")
                .bind("number", number)
                .map(PrintStore::print)
                .findOne();
    }

    /// Which of these certificates are printed.
    List<String> printed(Tx tx, Collection<String> numbers) {
        return tx.sql()
                .createQuery("select number from certificate_pdf where number = any(:numbers)")
                .bindArray("numbers", String.class, numbers.toArray())
                .mapTo(String.class)
                .list();
    }

    /// The printed certificates of a campaign in the order of their numbers.
    List<Print> page(Tx tx, UUID campaign, String after, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select p.* from certificate c join certificate_pdf p using (number)
                        where c.campaign_id = :campaign and c.number > :after
                        order by c.number limit :max
                        """)
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("max", countMax)
                .map(PrintStore::print)
                .list();
    }

    /// How many certificates of a campaign are not printed.
    int countUnprinted(Tx tx, UUID campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from certificate c
                        where c.campaign_id = :campaign
                          and not exists (select from certificate_pdf p where p.number = c.number)
                        """)
                .bind("campaign", campaign)
                .mapTo(Integer.class)
                .one();
    }

    /// The numbers of certificates of a campaign that are not printed, in their order.
    List<String> unprinted(Tx tx, UUID campaign, String after, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select c.number from certificate c
                        where c.campaign_id = :campaign and c.number > :after
                          and not exists (select from certificate_pdf p where p.number = c.number)
                        order by c.number limit :max
                        """)
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("max", countMax)
                .mapTo(String.class)
                .list();
    }

    private static Print.Stamp stampOf(ResultSet row, StatementContext context)
            throws SQLException {
        return new Print.Stamp(
                row.getString("sha256"),
                row.getInt("size"),
                Times.at(row, "printed_at"),
                row.getObject("statement", UUID.class));
    }

    private static Print print(ResultSet row, StatementContext context) throws SQLException {
        return new Print(row.getString("number"), row.getBytes("bytes"), stampOf(row, context));
    }
}
