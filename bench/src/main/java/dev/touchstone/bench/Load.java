// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Puts a server under load: a fixed number of connections, each asking again as soon as it is
/// answered. One thread serves them all and does as little as it can, since the server shares the
/// machine with it.
final class Load {
    static final int CONNECTIONS = 16;
    private static final int SAMPLES_MAX = 4_000_000;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

    private final Selector selector;
    private final Supplier<byte[]> requests;

    /// Nanoseconds from one request of a connection to its next, 0 for at once.
    private final long every;

    private final long end;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /// Connections whose next request is not yet due.
    private final PriorityQueue<Asker> early =
            new PriorityQueue<>(Comparator.comparingLong((Asker asker) -> asker.due));

    private int asking;

    private Load(Selector selector, Supplier<byte[]> requests, long every, long end) {
        this.selector = selector;
        this.requests = requests;
        this.every = every;
        this.end = end;
    }

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

    /// One connection, and what it measured.
    private static final class Asker {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final AnswerReader reader = new AnswerReader();
        private final SortedMap<Integer, Long> statuses = new TreeMap<>();
        private long[] nanos = new long[1_024];
        private int count;
        private long due;
        private boolean writing;
        private ByteBuffer request = ByteBuffer.allocate(0);

        Asker(SocketChannel channel, Selector selector, long due) throws IOException {
            this.channel = channel;
            this.due = due;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            this.key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            channel.write(request);
            if (request.hasRemaining() != writing) {
                writing = request.hasRemaining();
                key.interestOps(SelectionKey.OP_READ | (writing ? SelectionKey.OP_WRITE : 0));
            }
        }

        void answered(AnswerReader.Answer answer, long took) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count] = took;
            count++;
            statuses.merge(answer.status(), 1L, Long::sum);
        }
    }

    /// Runs a load.
    ///
    /// @param requests gives the next whole HTTP/1.1 request
    /// @throws Bench.Outage when the server breaks a connection off or does not answer
    static Result run(URI address, Duration length, Supplier<byte[]> requests) {
        return run(address, CONNECTIONS, 0, length, requests);
    }

    /// Runs a load over so many connections.
    ///
    /// @param perSecond asks for so many answers a second and measures each from the moment it was
    ///     due, which is up to a millisecond before it is asked; 0 for as many as the server gives
    static Result run(
            URI address,
            int connections,
            double perSecond,
            Duration length,
            Supplier<byte[]> requests) {
        long start = System.nanoTime();
        long every = perSecond > 0 ? (long) (1e9 * connections / perSecond) : 0;
        List<Asker> askers = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            try {
                Load load = new Load(selector, requests, every, start + length.toNanos());
                InetSocketAddress at = new InetSocketAddress(address.getHost(), address.getPort());
                for (int i = 0; i < connections; i++) {
                    long due = start + every * i / connections;
                    askers.add(new Asker(SocketChannel.open(at), selector, due));
                }
                load.ask(askers);
            } finally {
                for (Asker asker : askers) {
                    asker.channel.close();
                }
            }
        } catch (IOException e) {
            throw new Bench.Outage("a connection broke: " + e, e);
        }
        return result(askers, (System.nanoTime() - start) / 1e9);
    }

    private static Result result(List<Asker> askers, double seconds) {
        long[] nanos =
                askers.stream()
                        .flatMapToLong(asker -> Arrays.stream(asker.nanos, 0, asker.count))
                        .sorted()
                        .toArray();
        SortedMap<Integer, Long> statuses = new TreeMap<>();
        askers.forEach(asker -> asker.statuses.forEach((s, n) -> statuses.merge(s, n, Long::sum)));
        return new Result(
                nanos.length / seconds, quantile(nanos, 0.5), quantile(nanos, 0.99), statuses);
    }

    private void ask(List<Asker> askers) throws IOException {
        for (Asker asker : askers) {
            next(asker, System.nanoTime());
        }
        while (asking > 0 || !early.isEmpty()) {
            long wait = early.isEmpty() ? ANSWER_MAX.toMillis() : millisTo(early.element().due);
            int ready =
                    wait > 0 ? selector.select(this::ready, wait) : selector.selectNow(this::ready);
            if (ready == 0 && early.isEmpty()) {
                throw new IOException("no answer within " + ANSWER_MAX);
            }
            while (!early.isEmpty() && early.element().due - System.nanoTime() <= 0) {
                send(early.remove());
            }
        }
    }

    private static long millisTo(long due) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime() + 999_999));
    }

    /// Asks again, now or when it is due, unless the time is over.
    private void next(Asker asker, long now) throws IOException {
        if (every == 0) {
            asker.due = now;
        }
        if (asker.due - end >= 0 || asker.count == SAMPLES_MAX) {
            return;
        }
        if (asker.due - now > 0) {
            early.add(asker);
        } else {
            send(asker);
        }
    }

    private void send(Asker asker) throws IOException {
        asking++;
        asker.request = ByteBuffer.wrap(requests.get());
        asker.send();
    }

    private void ready(SelectionKey key) {
        try {
            go(key, (Asker) key.attachment());
        } catch (IOException e) {
            throw new Bench.Outage("a connection broke: " + e, e);
        }
    }

    private void go(SelectionKey key, Asker asker) throws IOException {
        if (key.isWritable()) {
            asker.send();
        }
        if (!key.isReadable()) {
            return;
        }
        received.clear();
        if (asker.channel.read(received) < 0) {
            throw new IOException("the answer ends in the middle");
        }
        received.flip();
        if (asker.reader.read(received)) {
            long now = System.nanoTime();
            asker.answered(asker.reader.answer(), now - asker.due);
            asking--;
            asker.due += every;
            next(asker, now);
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
