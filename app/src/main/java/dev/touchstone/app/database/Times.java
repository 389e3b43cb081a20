// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Moments in `timestamptz` columns, which keep microseconds. An [Instant] is bound as it is,
/// since every [Database] knows how to bind one; these methods read it. Thread-safe.
public final class Times {
    private Times() {}

    /// The moment in a column.
    ///
    /// @throws IllegalStateException when the column is null: a mistake in the program
    public static Instant at(ResultSet row, String column) throws SQLException {
        return maybe(row, column)
                .orElseThrow(() -> new IllegalStateException("no moment in " + column));
    }

    /// The moment in a column that may be null.
    public static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /// Binds a moment as the driver wants it: in UTC, whatever the zone of this process.
    static final class Binding extends AbstractArgumentFactory<Instant> {
        Binding() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            OffsetDateTime utc = OffsetDateTime.ofInstant(value, ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, utc);
        }
    }
}
