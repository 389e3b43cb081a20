// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Lets many requests wait for the log to grow without each of them asking the database all the
/// time. What grows on another node is noticed a little later. Thread-safe.
final class Growth {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long times;

    /// The log has grown.
    void happened() {
        lock.lock();
        try {
            times++;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Looks until it is worth no more waiting, or the time is over.
    ///
    /// @param waits whether to look again
    /// @return what was seen last
    <T> T await(Duration timeMax, Supplier<T> look, Predicate<T> waits) {
        long end = System.nanoTime() + timeMax.toNanos();
        long seen = times();
        T last = look.get();
        while (waits.test(last) && System.nanoTime() < end && next(seen, end)) {
            seen = times();
            last = look.get();
        }
        return last;
    }

    private long times() {
        lock.lock();
        try {
            return times;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the log has grown since, or for a little while.
    ///
    /// @return false when the thread is told to stop
    private boolean next(long seen, long end) {
        long nanos = Math.min(LOOK_AGAIN.toNanos(), end - System.nanoTime());
        lock.lock();
        try {
            while (times == seen && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
