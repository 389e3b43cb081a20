// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
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
        Kept<V> known = kept.get(key);
        if (known != null && fresh(known, tx, now)) {
            return known.value();
        }
        V value = read.apply(key);
        if (kept.size() >= countMax) {
            kept.clear();
        }
        kept.put(key, new Kept<>(value, tx.changes(), now));
        return value;
    }

    /// What was read after the last change that the transaction can see, and not long ago.
    private static boolean fresh(Kept<?> known, Tx tx, long now) {
        long age = now - known.millis();
        return known.changes() >= tx.changes() && age >= 0 && age < KEPT_FOR.toMillis();
    }
}
