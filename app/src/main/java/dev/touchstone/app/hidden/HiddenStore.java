// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of items whose hidden codes somebody tried.
final class HiddenStore {
    /// What was tried of an item so far. Nobody else tries it until the transaction ends.
    Tries lock(Tx tx, UUID enterprise, Gtin gtin, MarkNumber number, MarkProfile profile) {
        return tx.sql()
                .createQuery(
                        """
                        insert into hidden_check (gtin, item, enterprise_id, profile)
                        values (:gtin, :item, :enterprise, :profile)
                        on conflict (gtin, item) do update set wrong = hidden_check.wrong
                        returning *
                        """)
                .bind("gtin", gtin.number())
                .bind("item", number.item())
                .bind("enterprise", enterprise)
                .bind("profile", profile.name())
                .map((row, context) -> tries(row))
                .one();
    }

    /// The same of an item of an enterprise that somebody tried.
    Optional<Tries> lockTried(Tx tx, UUID enterprise, Gtin gtin, MarkNumber number) {
        return tx.sql()
                .createQuery(
                        """
                        select * from hidden_check
                        where gtin = :gtin and item = :item and enterprise_id = :enterprise
                        for update
                        """)
                .bind("gtin", gtin.number())
                .bind("item", number.item())
                .bind("enterprise", enterprise)
                .map((row, context) -> tries(row))
                .findOne();
    }

    void put(Tx tx, Gtin gtin, MarkNumber number, Tries tries) {
        tx.sql()
                .createUpdate(
                        """
                        update hidden_check
                        set wrong = :wrong, locked_at = :locked, right_count = :right,
                          first_at = :first
                        where gtin = :gtin and item = :item
                        """)
                .bind("wrong", tries.wrong())
                .bindByType("locked", tries.lockedAt().orElse(null), Instant.class)
                .bind("right", tries.right())
                .bindByType("first", tries.firstAt().orElse(null), Instant.class)
                .bind("gtin", gtin.number())
                .bind("item", number.item())
                .execute();
    }

    /// Says who unlocked an item.
    void unlockedBy(Tx tx, Gtin gtin, MarkNumber number, UUID account, Instant now) {
        tx.sql()
                .createUpdate(
                        """
                        update hidden_check set unlocked_by = :account, unlocked_at = :now
                        where gtin = :gtin and item = :item
                        """)
                .bind("account", account)
                .bind("now", now)
                .bind("gtin", gtin.number())
                .bind("item", number.item())
                .execute();
    }

    /// The locked items of an enterprise, the one locked last first.
    List<HiddenChecks.Locked> locked(Tx tx, UUID enterprise, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from hidden_check
                        where enterprise_id = :enterprise and locked_at is not null
                        order by locked_at desc, gtin, item limit :max
                        """)
                .bind("enterprise", enterprise)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new HiddenChecks.Locked(
                                        new Gtin("%014d".formatted(row.getLong("gtin"))),
                                        MarkNumber.ofItem(row.getLong("item")),
                                        MarkProfile.valueOf(row.getString("profile")),
                                        Times.at(row, "locked_at"),
                                        row.getLong("right_count")))
                .list();
    }

    private static Tries tries(ResultSet row) throws SQLException {
        return new Tries(
                row.getInt("wrong"),
                Times.maybe(row, "locked_at"),
                row.getLong("right_count"),
                Times.maybe(row, "first_at"));
    }
}
