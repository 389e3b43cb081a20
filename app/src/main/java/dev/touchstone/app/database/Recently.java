// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// What was read from the database a moment ago, for what is asked very often: kept for at most
/// [#KEPT_FOR], and given to no transaction that began after a later change made through this
/// node. So whoever changes something here sees it at once, and other nodes follow within that
/// time. Bounded: when it is full it is emptied. Thread-safe.
///
/// @param <K> names what was read
/// @param <V> what was read; immutable
public final class Recently<K, V> {
    /// How much later than the database another node may answer.
    public static final Duration KEPT_FOR = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final int countMax;
    private final ConcurrentHashMap<K, Kept<V>> kept = new ConcurrentHashMap<>();

    private record Kept<V>(V value, long changes, long millis) {}

    /// Remembers nothing yet.
    ///
    /// @param countMax how many values are kept at once
    public Recently(InstantSource clock, int countMax) {
        this.clock = clock;
        this.countMax = countMax;
    }

    /// A value: the one kept, or else what is read now.
    ///
    /// @param read reads it in the transaction
    public V get(Tx tx, K key, Function<K, V> read) {
        long now = clock.millis();
        return find(tx, key, now)
                .orElseGet(
                        () -> {
                            V value = read.apply(key);
                            keep(tx, key, value, now);
                            return value;
                        });
    }

    /// Values: those kept that will do, and those that are read now, all at once.
    ///
    /// @param enough whether a kept value will do; one that is read always does
    /// @param read reads the values of keys in the transaction, never of none
    public Map<K, V> get(
            Tx tx, Set<K> keys, BiPredicate<K, V> enough, Function<Set<K>, Map<K, V>> read) {
        long now = clock.millis();
        Map<K, V> values = new HashMap<>();
        Set<K> asked = new LinkedHashSet<>();
        for (K key : keys) {
            find(tx, key, now)
                    .filter(value -> enough.test(key, value))
                    .ifPresentOrElse(value -> values.put(key, value), () -> asked.add(key));
        }
        if (!asked.isEmpty()) {
            Map<K, V> found = read.apply(asked);
            found.forEach((key, value) -> keep(tx, key, value, now));
            values.putAll(found);
        }
        return values;
    }

    private Optional<V> find(Tx tx, K key, long now) {
        return Optional.ofNullable(kept.get(key))
                .filter(known -> fresh(known, tx, now))
                .map(Kept::value);
    }

    private void keep(Tx tx, K key, V value, long now) {
        if (kept.size() >= countMax && !kept.containsKey(key)) {
            kept.clear();
        }
        kept.put(key, new Kept<>(value, tx.changes(), now));
    }

    /// What was read after the last change that the transaction can see, and not long ago.
    private static boolean fresh(Kept<?> known, Tx tx, long now) {
        long age = now - known.millis();
        return known.changes() >= tx.changes() && age >= 0 && age < KEPT_FOR.toMillis();
    }
}
