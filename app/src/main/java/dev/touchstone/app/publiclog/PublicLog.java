// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.StatementDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of the log for every slice that states something. Thread-safe.
public final class PublicLog {
    private static final int ABOUT_MAX = 100;

    private final StatementStore statements = new StatementStore();
    private final Ids ids;
    private final RandomGenerator random;

    /// A log.
    ///
    /// @param random unpredictable: salts come from it
    public PublicLog(Ids ids, RandomGenerator random) {
        this.ids = ids;
        this.random = random;
    }

    /// Enters a statement in the caller's transaction: it is in the log exactly when the
    /// transaction commits, and gets its place there about a second later.
    ///
    /// @return the statement's id, for a link to `/log/statements/{id}`
    public UUID state(Tx tx, Statement statement) {
        StatementStore.Row row = row(statement);
        statements.insert(tx, row);
        return row.id();
    }

    /// Enters many statements at once, in the order given.
    ///
    /// @return their ids, in the same order
    public List<UUID> stateAll(Tx tx, List<Statement> stated) {
        List<StatementStore.Row> rows = stated.stream().map(this::row).toList();
        statements.insertAll(tx, rows);
        return rows.stream().map(StatementStore.Row::id).toList();
    }

    private StatementStore.Row row(Statement statement) {
        UUID id = ids.next();
        byte[] salt = new byte[StatementDigest.SALT_BYTES];
        random.nextBytes(salt);
        String canonical = statement.canonical(id);
        byte[] digest = StatementDigest.digest(salt, canonical);
        return new StatementStore.Row(id, statement, canonical, salt, digest, Optional.empty());
    }

    /// What is stated about a subject, latest first, at most 100.
    public List<StoredStatement> about(Tx tx, String subject) {
        return statements.about(tx, subject, ABOUT_MAX);
    }

    /// The latest statement about a subject: what a page links as its proof.
    public Optional<UUID> latestAbout(Tx tx, String subject) {
        return statements.about(tx, subject, 1).stream().map(StoredStatement::id).findFirst();
    }

    /// Forgets what a statement said. Its entry stays in the log, which stays provable.
    ///
    /// @return false when there is no such statement
    public boolean erase(Tx tx, UUID statement) {
        return statements.erase(tx, statement);
    }
}
