// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A limit on how often something may be done by one key, such as an address prefix or a name.
/// Keeps at most [#KEYS_MAX] keys and forgets the one unused for longest. Nothing is stored or
/// logged. Thread-safe.
public final class RateLimit {
    /// The most keys remembered.
    public static final int KEYS_MAX = 50_000;

    private final long burst;
    private final Duration period;

    /// Guarded by itself.
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > KEYS_MAX;
                }
            };

    /// A limit.
    ///
    /// @param burst how many are allowed at once, and in each period
    public RateLimit(long burst, Duration period) {
        this.burst = burst;
        this.period = period;
    }

    /// Counts one more.
    ///
    /// @throws Refused TOO_MANY_REQUESTS with the seconds to wait
    public void spend(String key) {
        spend(key, 1);
    }

    /// Counts as many more at once, or none of them.
    ///
    /// @param count 1 to the burst
    /// @throws Refused TOO_MANY_REQUESTS with the seconds to wait
    public void spend(String key, long count) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(Math.min(count, burst));
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new Refused(Code.TOO_MANY_REQUESTS, seconds);
        }
    }

    /// Counts as many more as there is room for, and refuses nothing: what was done costs more
    /// than was known before.
    public void charge(String key, long count) {
        if (count > 0) {
            bucket(key).tryConsumeAsMuchAsPossible(count);
        }
    }

    /// How many more are allowed now.
    public long left(String key) {
        return bucket(key).getAvailableTokens();
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, k -> newBucket());
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, period))
                .build();
    }

    /// The part of a network address that a provider gives to many: 16 bits of IPv4, 32 of IPv6.
    public static String network(String address) {
        String prefix = prefix(address);
        int end = prefix.lastIndexOf(prefix.indexOf(':') < 0 ? '.' : ':');
        return end < 0 ? prefix : prefix.substring(0, end);
    }

    /// The part of a network address that limits go by: 24 bits of IPv4, 48 of IPv6.
    public static String prefix(String address) {
        if (address.indexOf(':') < 0) {
            int dot = address.lastIndexOf('.');
            return dot < 0 ? address : address.substring(0, dot);
        }
        String[] groups = address.split(":", -1);
        return groups.length < 4 ? address : groups[0] + ":" + groups[1] + ":" + groups[2];
    }
}
