// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what another thread or program brings about.
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_AGAIN_MILLIS = 5;

    private Await() {}

    /// Waits for a condition, far longer than it should take.
    ///
    /// @return how long it took
    static Duration until(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("waited in vain for " + PATIENCE);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
