// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.FactEntry;
import dev.touchstone.app.proof.ProofExtra;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Proves one of the many facts that one statement entered: the first of the two steps from a fact
/// to a checkpoint. Thread-safe.
public final class Facts {
    private static final int GROUP = 256;

    private final Database db;
    private final StatementStore statements = new StatementStore();
    private final Map<String, Source> sources = new ConcurrentHashMap<>();

    /// Facts of the statements in a database.
    public Facts(Database db) {
        this.db = db;
    }

    /// Gives the facts of a statement again, which stay with the slice that stated them.
    public interface Source {
        /// Whether a caller may read them: the statement may be open while its facts are not.
        boolean mayRead(Caller caller, StoredStatement statement);

        /// The texts of some facts in the order in which they were stated, byte for byte the same.
        ///
        /// @param from index of the first
        /// @param count how many, at most 256
        List<String> facts(Tx tx, StoredStatement statement, long from, int count);
    }

    /// Says who has the facts of statements of a type.
    public void source(String type, Source source) {
        sources.put(type, source);
    }

    /// A fact with its way to the root that the statement names.
    ///
    /// @param caller who asks
    /// @param index from 0, in the order of the facts
    /// @return empty when the statement has no such fact, was erased, or the caller may not read
    ///     its facts
    public Optional<ProofExtra.Fact> prove(Caller caller, StoredStatement statement, long index) {
        Source source = sources.get(statement.type());
        if (source == null
                || statement.factSeed().isEmpty()
                || !source.mayRead(caller, statement)) {
            return Optional.empty();
        }
        byte[] seed = statement.factSeed().get();
        return db.read(
                tx ->
                        statements
                                .facts(tx, statement.id())
                                .filter(tree -> index >= 0 && index < tree.count())
                                .map(tree -> prove(tx, statement, seed, tree, source, index)));
    }

    private static ProofExtra.Fact prove(
            Tx tx,
            StoredStatement statement,
            byte[] seed,
            StatementStore.FactTree tree,
            Source source,
            long index) {
        long own = index / GROUP;
        List<String> texts = texts(tx, statement, tree, source, own);
        TileReader tiles =
                TreeBuilder.tiles(
                        tree.count(),
                        tree.nodes(),
                        group ->
                                entries(
                                        seed,
                                        group,
                                        group == own
                                                ? texts
                                                : texts(tx, statement, tree, source, group)));
        InclusionProof proof = Proofs.inclusion(index, tree.count(), tiles);
        String text = texts.get((int) (index % GROUP));
        return new ProofExtra.Fact(new ProofExtra.Opened(text, FactEntry.salt(seed, index)), proof);
    }

    private static List<String> texts(
            Tx tx,
            StoredStatement statement,
            StatementStore.FactTree tree,
            Source source,
            long group) {
        long first = group * GROUP;
        int count = (int) Math.min(GROUP, tree.count() - first);
        List<String> texts = source.facts(tx, statement, first, count);
        if (texts.size() != count) {
            throw new LogUnsound(
                    "statement %s has %d of its facts from %d, not %d"
                            .formatted(statement.id(), texts.size(), first, count));
        }
        return texts;
    }

    private static List<byte[]> entries(byte[] seed, long group, List<String> texts) {
        List<byte[]> entries = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            byte[] salt = FactEntry.salt(seed, group * GROUP + i);
            entries.add(FactEntry.of(salt, texts.get(i)));
        }
        return entries;
    }
}
