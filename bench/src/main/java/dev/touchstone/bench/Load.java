// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Puts a server under load: a fixed number of connections, each asking again as soon as it is
/// answered.
final class Load {
    static final int CONNECTIONS = 16;
    private static final int SAMPLES_MAX = 4_000_000;

    private Load() {}

    /// What a load measured.
    ///
    /// @param perSecond answers a second over all connections
    /// @param p50Millis the median time to an answer
    /// @param p99Millis the time within which 99 of 100 answers came
    /// @param statuses how often each HTTP status came
    record Result(
            double perSecond,
            double p50Millis,
            double p99Millis,
            SortedMap<Integer, Long> statuses) {}

    /// Runs a load.
    ///
    /// @param requests gives the next whole HTTP/1.1 request; asked by many threads
    /// @throws Bench.Outage when the server breaks a connection off
    static Result run(URI address, Duration length, Supplier<byte[]> requests) {
        return run(address, CONNECTIONS, 0, length, requests);
    }

    /// Runs a load over so many connections.
    ///
    /// @param perSecond asks for so many answers a second and measures each from the moment it was
    ///     due; 0 for as many as the server gives
    static Result run(
            URI address,
            int connections,
            double perSecond,
            Duration length,
            Supplier<byte[]> requests) {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long every = perSecond > 0 ? (long) (1e9 * connections / perSecond) : 0;
        List<Future<Asked>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                long first = start + every * i / connections;
                running.add(threads.submit(() -> ask(address, first, every, end, requests)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Asked> all = running.stream().map(Load::get).toList();
        long[] nanos = all.stream().flatMapToLong(a -> Arrays.stream(a.nanos())).sorted().toArray();
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        all.forEach(a -> a.statuses().forEach((s, n) -> statuses.merge(s, n, Long::sum)));
        return new Result(
                nanos.length / seconds, quantile(nanos, 0.5), quantile(nanos, 0.99), statuses);
    }

    @SuppressWarnings("ArrayRecordComponent") // private, and read once
    private record Asked(long[] nanos, SortedMap<Integer, Long> statuses) {}

    private static Asked ask(
            URI address, long first, long every, long end, Supplier<byte[]> requests)
            throws IOException {
        long[] nanos = new long[1_024];
        int count = 0;
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        try (Connection connection = new Connection(address)) {
            long before = every > 0 ? first : System.nanoTime();
            while (before - end < 0 && count < SAMPLES_MAX) {
                awaitTime(before);
                int status = connection.ask(requests.get()).status();
                long after = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count] = after - before;
                count++;
                statuses.merge(status, 1L, Long::sum);
                before = every > 0 ? before + every : after;
            }
        }
        return new Asked(Arrays.copyOf(nanos, count), statuses);
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Asked get(Future<Asked> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new Bench.Outage("a connection broke: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Bench.Outage("interrupted", e);
        }
    }

    /// The value that so large a share of sorted nanoseconds does not exceed, in milliseconds.
    static double quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int at = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, at)] / 1e6;
    }
}
