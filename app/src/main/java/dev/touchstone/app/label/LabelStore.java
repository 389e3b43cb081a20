// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.order.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// What was printed.
final class LabelStore {
    void insert(Tx tx, LabelPrint print) {
        tx.sql()
                .createUpdate(
                        """
                        insert into label_print
                          (id, enterprise_id, order_id, first_index, last_index, format, template,
                           printed_by, printed_at)
                        values
                          (:id, :enterprise, :order, :first, :last, :format, :template, :by, :at)
                        """)
                .bind("id", print.id())
                .bind("enterprise", print.enterprise())
                .bind("order", print.order())
                .bind("first", print.first())
                .bind("last", print.last())
                .bind("format", print.format().name())
                .bind("template", print.template().name())
                .bind("by", print.printedBy())
                .bind("at", print.printedAt())
                .execute();
    }

    /// The latest of an order, latest first.
    List<LabelPrint> latest(Tx tx, Order order, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from label_print
                        where enterprise_id = :enterprise and order_id = :order
                        order by id desc limit :max
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("max", countMax)
                .map(LabelStore::print)
                .list();
    }

    /// Whether any code of a range was printed before.
    boolean overlaps(Tx tx, Order order, int first, int last) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (
                          select 1 from label_print
                          where enterprise_id = :enterprise and order_id = :order
                            and first_index <= :last and last_index >= :first)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("first", first)
                .bind("last", last)
                .mapTo(Boolean.class)
                .one();
    }

    private static LabelPrint print(ResultSet row, StatementContext context) throws SQLException {
        return new LabelPrint(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getInt("first_index"),
                row.getInt("last_index"),
                LabelFormat.valueOf(row.getString("format")),
                LabelTemplate.valueOf(row.getString("template")),
                row.getObject("printed_by", UUID.class),
                Times.at(row, "printed_at"));
    }
}
