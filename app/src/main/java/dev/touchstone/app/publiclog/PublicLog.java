// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.FactEntry;
import dev.touchstone.app.proof.StatementDigest;
import dev.touchstone.transparency.TreeBuilder;
import dev.touchstone.transparency.TreeHead;
import java.util.Iterator;
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

    /// Enters many facts as one statement: one row and one entry, whatever their number. Its body
    /// gets their number as `facts` and the root of the RFC 6962 tree over them as `root`, so that
    /// each of them can be proven alone, in two steps. See [FactEntry] for what the tree is over.
    ///
    /// @param facts JSON texts in the order in which a [Facts.Source] gives them again, at least
    ///     one
    /// @return the statement's id
    public UUID stateFacts(Tx tx, Statement statement, Iterator<String> facts) {
        return stateFacts(tx, statement, gather(facts));
    }

    /// Facts whose tree is built and not stated yet. Shared, not copied: not to be changed.
    ///
    /// @param seed what the salts of the facts come from
    /// @param head how many they are, and their root
    /// @param nodes what proofs of them need besides the facts
    @SuppressWarnings("ArrayRecordComponent")
    public record Gathered(byte[] seed, TreeHead head, byte[] nodes) {}

    /// Builds the tree over many facts, which takes about a second for a million, so that the
    /// transaction that states them need not wait for it.
    ///
    /// @param facts JSON texts as for [#stateFacts], at least one
    public Gathered gather(Iterator<String> facts) {
        byte[] seed = new byte[FactEntry.SEED_BYTES];
        random.nextBytes(seed);
        TreeBuilder tree = new TreeBuilder();
        for (long index = 0; facts.hasNext(); index++) {
            tree.add(FactEntry.of(FactEntry.salt(seed, index), facts.next()));
        }
        TreeHead head = tree.head();
        if (head.size() == 0) {
            throw new IllegalArgumentException("a statement of no facts");
        }
        return new Gathered(seed, head, tree.nodes());
    }

    /// Enters facts that were gathered before.
    ///
    /// @return the statement's id
    public UUID stateFacts(Tx tx, Statement statement, Gathered facts) {
        TreeHead head = facts.head();
        StatementStore.Row row =
                row(statement.with("facts", head.size(), "root", head.root().toBase64()))
                        .withFacts(facts.seed());
        statements.insert(tx, row);
        statements.insertFacts(
                tx, row.id(), new StatementStore.FactTree(head.size(), facts.nodes()));
        return row.id();
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

    /// Forgets what a statement said. Its entry stays in the log, which stays provable.
    ///
    /// @return false when there is no such statement
    public boolean erase(Tx tx, UUID statement) {
        return statements.erase(tx, statement);
    }
}
